// The map's projection. Plotly draws the base map; this module asks it where a place lies on screen, so
// that canvas and Plotly never disagree. `_fullLayout.geo._subplot` is Plotly's own name for it and not
// public: tests/browser holds these functions against the marks Plotly draws.

/** The d3 projection of a Plotly geo figure, or null before its first drawing. */
export function projectionOf(figure) {
  return figure?._fullLayout?.geo?._subplot?.projection ?? null;
}

/** How close the view is: px that a degree of latitude measures in the middle of the map. */
export function pixelsPerDegree(projection) {
  const [a, b] = [projection([45, 53]), projection([45, 54])];
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/**
 * Where a box of the globe should lie: the scale and centre that fit it into a rectangle.
 * The projection is affine in its own plane, so one reading of it is enough.
 * @param {object} projection current d3 projection, drawn at relative scale `scaleNow`
 * @param {number} scaleNow `geo.projection.scale` it was drawn with
 * @param {number[][]} points [lon, lat] that must be inside
 * @param {{left, top, right, bottom, width, height}} free rectangle left free by panels; whole size
 * @returns {{scale: number, center: {lon: number, lat: number}}}
 */
export function fitView(projection, scaleNow, points, free) {
  const onScreen = points.map((point) => projection(point));
  const xs = onScreen.map(([x]) => x);
  const ys = onScreen.map(([, y]) => y);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const [y0, y1] = [Math.min(...ys), Math.max(...ys)];
  const k = Math.min((free.right - free.left) / (x1 - x0), (free.bottom - free.top) / (y1 - y0));
  // The middle of the whole map must show what puts the box into the middle of the free part.
  const x = (x0 + x1) / 2 + (free.width / 2 - (free.left + free.right) / 2) / k;
  const y = (y0 + y1) / 2 + (free.height / 2 - (free.top + free.bottom) / 2) / k;
  const [lon, lat] = projection.invert([x, y]);
  return { scale: scaleNow * k, center: { lon, lat } };
}
