// The tinted band inside the Soviet border, as printed atlases have it: a wide stroke of the border
// line, clipped by the Union's own outline so that none of it falls on the neighbour.

const BAND_PX = 13;

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {{rings: number[][][], lines: number[][][]}} border in px: outline of the Union, land borders
 * @param {string} color
 */
export function paintBand(ctx, { rings, lines }, color) {
  ctx.save();
  ctx.beginPath();
  for (const ring of rings) trace(ctx, ring, true);
  ctx.clip("evenodd");
  ctx.beginPath();
  for (const line of lines) trace(ctx, line, false);
  ctx.strokeStyle = color;
  ctx.lineWidth = 2 * BAND_PX;
  ctx.lineJoin = "round";
  // Rivers and coast under the band stay legible.
  ctx.globalCompositeOperation = "multiply";
  ctx.globalAlpha = 0.75;
  ctx.stroke();
  ctx.restore();
}

function trace(ctx, points, closed) {
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  if (closed) ctx.closePath();
}
