// All figures of a place over the years as one small chart: disc for a figure as counted, ring for "about",
// bar for a period, whisker for a range, arrow for "at least".

import { s } from "./dom.mjs";
import { formatNumber, high, low } from "./figures.mjs";

const WIDTH = 320;
const HEIGHT = 96;
const PAD = { left: 40, right: 12, top: 10, bottom: 20 };

/** Highest round value of a scale that holds `most`. */
export function niceTop(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((value) => value >= most);
}

/**
 * Positions of figures on the chart. Pure.
 * @param {object[]} figures with yearFrom and a count
 * @param {number[]} years first and last of the axis
 * @returns {{id, x0, x1, y, yHigh, kind: "counted"|"about"|"least"}[]}
 */
export function layout(figures, years) {
  const top = niceTop(Math.max(...figures.map(high)));
  const x = (year) =>
    PAD.left + ((year - years[0]) / Math.max(1, years[1] - years[0])) * (WIDTH - PAD.left - PAD.right);
  const y = (value) => HEIGHT - PAD.bottom - (value / top) * (HEIGHT - PAD.top - PAD.bottom);
  const kinds = { approx: "about", at_least: "least" };
  const marks = figures.map((figure) => ({
    id: figure.id,
    x0: x(figure.yearFrom),
    x1: x(figure.yearTo),
    y: y(low(figure)),
    yHigh: y(high(figure)),
    kind: kinds[figure.qualifier] ?? "counted",
    family: figure.category,
  }));
  return { marks, top, x, y };
}

/**
 * @param {{index, lang, year}} context
 * @param {object[]} figures all figures of one unit; fewer than two are no chart
 * @returns {SVGElement|null}
 */
export function figureChart({ index, lang, year, t }, figures) {
  const dated = figures.filter((f) => f.yearFrom !== undefined && low(f) !== undefined && f.unit === "persons");
  const moments = new Set(dated.map((f) => f.yearFrom));
  if (moments.size < 2) return null;
  const span = [Math.min(...dated.map((f) => f.yearFrom)), Math.max(...dated.map((f) => f.yearTo))];
  const { marks, top, x, y } = layout(dated, span);
  const floor = HEIGHT - PAD.bottom;
  const label = (text, at, anchor) => s("text", { x: at, y: HEIGHT - 5, "text-anchor": anchor, class: "axis-label", text: String(text) });
  return s(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "figure-chart", role: "img", "aria-label": t("All figures of this place by year; the list below says each") },
    [
      s("line", { x1: PAD.left, x2: WIDTH - PAD.right, y1: floor, y2: floor, class: "axis" }),
      s("line", { x1: PAD.left, x2: WIDTH - PAD.right, y1: y(top), y2: y(top), class: "grid" }),
      s("text", { x: PAD.left - 6, y: y(top) + 4, "text-anchor": "end", class: "grid-label", text: formatNumber(top, lang) }),
      s("text", { x: PAD.left - 6, y: floor + 4, "text-anchor": "end", class: "grid-label", text: "0" }),
      year >= span[0] && year <= span[1] ? s("line", { x1: x(year), x2: x(year), y1: PAD.top - 4, y2: floor, class: "chart-now" }) : null,
      ...marks.flatMap((mark) => drawMark(mark, index.families.get(mark.family))),
      label(span[0], PAD.left, "middle"),
      label(span[1], WIDTH - PAD.right, "end"),
    ].filter(Boolean),
  );
}

function drawMark({ x0, x1, y, yHigh, kind }, family) {
  const shapes = [];
  if (x1 > x0) shapes.push(s("line", { x1: x0, x2: x1, y1: y, y2: y, class: `chart-period stroke-${family}` }));
  if (yHigh < y) shapes.push(s("line", { x1, x2: x1, y1: y, y2: yHigh, class: `chart-range stroke-${family}` }));
  if (kind === "least") shapes.push(s("path", { d: `M${x1} ${y}v-12m-4 4l4 -4l4 4`, class: `chart-range stroke-${family}` }));
  shapes.push(s("circle", { cx: x1, cy: y, r: 4, class: kind === "about" ? `chart-about stroke-${family}` : `fill-${family}` }));
  return shapes;
}
