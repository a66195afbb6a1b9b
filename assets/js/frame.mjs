// Which part of the globe Plotly must be told to show so that the picture fills the stage. Plotly clips a
// geo map to the bounds of its longitude and latitude ranges; if their shape differs from the stage's,
// bare strips are left. Longitudes are widened or narrowed around the middle until the shapes agree.

// The package names a low band of latitudes in the middle of its map: its shape grows steadily with its width, from the tallest phone to
// the widest wall. What lies outside the band is still drawn; scale and centre decide what is seen.
const HALF_WIDTHS = [1, 60];
const RADIANS = Math.PI / 180;

/** Point at t of 0 to 1 on the great circle between two [lon, lat] in degrees. */
export function greatCirclePoint(a, b, t) {
  const [p, q] = [vector(a), vector(b)];
  const dot = Math.min(1, Math.max(-1, p[0] * q[0] + p[1] * q[1] + p[2] * q[2]));
  const angle = Math.acos(dot);
  if (angle < 1e-9) return a;
  const [u, v] = [Math.sin((1 - t) * angle), Math.sin(t * angle)].map((s) => s / Math.sin(angle));
  const [x, y, z] = [0, 1, 2].map((i) => u * p[i] + v * q[i]);
  return [Math.atan2(y, x) / RADIANS, Math.asin(Math.min(1, Math.max(-1, z))) / RADIANS];
}

function vector([lon, lat]) {
  const [l, f] = [lon * RADIANS, lat * RADIANS];
  return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)];
}

/** Outline of a range box as Plotly builds it: quarters of each parallel, joined by great circles. */
export function rangeOutline([west, east], [south, north]) {
  const quarter = (east - west) / 4;
  const along = (lat) => [0, 1, 2, 3, 4].map((i) => [west + i * quarter, lat]);
  const corners = [...along(north), ...along(south).reverse()];
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    return Array.from({ length: 12 }, (_, step) => greatCirclePoint(corner, next, step / 12));
  });
}

/** Width divided by height of a range box on screen; `lon` is the middle, `band` the latitudes. */
export function aspectOf(project, half, { lon, band }) {
  const points = rangeOutline([lon - half, lon + half], band).map(project);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return (Math.max(...xs) - Math.min(...xs)) / (Math.max(...ys) - Math.min(...ys));
}

/**
 * Ranges whose bounds have the shape of the stage.
 * @param {(lonLat: number[]) => number[]} project any scale and place of the map's projection
 * @param {number} aspect width divided by height of the stage
 * @param {{lon: number, band: number[]}} middle of the map, from the package
 * @returns {{lon: number[], lat: number[]}} in degrees
 */
export function frameFor(project, aspect, middle) {
  let [low, high] = HALF_WIDTHS;
  for (let i = 0; i < 40; i += 1) {
    const half = (low + high) / 2;
    if (aspectOf(project, half, middle) < aspect) low = half;
    else high = half;
  }
  const half = (low + high) / 2;
  return { lon: [middle.lon - half, middle.lon + half], lat: middle.band };
}
