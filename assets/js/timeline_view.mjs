// The timeline: slider and chart in one. Bars are people documented on the move per year, stacked by
// family; hatched where a figure for several years had to be spread evenly; ticks are events.

import { h, s } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { NO_FILTERS } from "./filters.mjs";
import { series, totalNow } from "./selectors.mjs";
import { goTo } from "./state.mjs";
import { createBrush } from "./timeline_brush.mjs";
import { sayTotal, sayWindow } from "./window_words.mjs";

const DIGIT = 7;

/** A low chart, on a phone or beside a story, has no title and no scale. */
const isLow = (height) => height < 120;

/**
 * Margins of the chart in px.
 * @param {number} height
 * @param {string} [label] the longest figure of the scale
 */
export function margins(height, label = "") {
  return isLow(height)
    ? { top: 12, bottom: 34, left: 12, right: 24 }
    : { top: 40, bottom: 44, left: Math.max(46, label.length * DIGIT + 4), right: 22 };
}

/** Highest value the scale shows: bars beyond it are broken and carry their figure. */
export function scaleTop(values) {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  if (!sorted.length) return 10;
  const most = sorted.at(-1);
  const usual = sorted[Math.floor((sorted.length - 1) * 0.94)];
  const top = most > usual * 2.2 ? usual : most;
  // Three grid lines with round figures: a third of the scale is 1, 2, 2.5 or 5 times a power of ten.
  const power = 10 ** Math.floor(Math.log10(top / 3));
  const third = [1, 2, 2.5, 5, 10].map((step) => Math.max(1, step * power)).find((step) => step * 3 >= top);
  return third * 3;
}

/** Years of the axis that get a label: every fifth and both ends, none within reach of the thumb. */
export function axisYears([first, last], year, reach = 2) {
  const years = [first];
  for (let y = Math.ceil((first + 2) / 5) * 5; y < last - 1; y += 5) years.push(y);
  years.push(last);
  return years.filter((y) => Math.abs(y - year) > reach);
}

/** Horizontal middle of a year's bar. */
export function yearX(year, [first, last], width, { left, right }) {
  return left + ((year - first + 0.5) / (last - first + 1)) * (width - left - right);
}

/**
 * @param {{root: HTMLElement, index, store, t}} parts root is `#timeline`'s chart
 */
export function createTimeline({ root, index, store, t }) {
  const { years } = index.meta;
  // Bars are stacked in the order in which the package names its families.
  const order = index.meta.families.map(({ id }) => id);
  const slider = h("input", {
    type: "range",
    id: "year-slider",
    min: years[0],
    max: years[1],
    step: 1,
    value: store.get().year,
    oninput: () => store.set(goTo(store.get(), Number(slider.value), years)),
  });
  const thumb = h("output.year-thumb", { "aria-hidden": "true" });
  const chart = h("div.timeline-svg", { "aria-hidden": "true" });
  root.append(chart, thumb, slider);
  let width = 0;
  let height = 0;
  let cursor = null;
  let labels = new Map();
  let totals = [];
  let margin = margins(Infinity);
  const xOf = (year) => yearX(year, years, width, margin);
  const rival = h("output.year-thumb.rival", { "aria-hidden": "true", hidden: true });
  root.append(rival);
  const brush = createBrush({ root, years, xOf, store, t });

  function draw() {
    const box = root.getBoundingClientRect();
    [width, height] = [Math.round(box.width), Math.round(box.height)];
    if (!width || !height) return;
    const state = store.get();
    // A step of a story may show one category; its chart still tells the whole.
    totals = series(index, state.mode === "story" ? { ...state, ...NO_FILTERS } : state);
    const top = scaleTop(totals.map((entry) => entry.low));
    margin = margins(height, formatNumber(Math.round(top), state.lang));
    const floor = height - margin.bottom;
    const yOf = (value) => floor - (Math.min(value, top) / top) * (floor - margin.top);
    const slot = (width - margin.left - margin.right) / totals.length;
    const bar = slot * 0.68;
    labels = new Map();
    cursor = s("g", { class: "cursor" }, [
      s("rect", { x: -slot / 2, y: margin.top - 8, width: slot, height: floor - margin.top + 8, class: "cursor-band" }),
      s("line", { x1: 0, x2: 0, y1: margin.top - 8, y2: floor, class: "cursor-line" }),
    ]);
    const marks = totals.flatMap((entry) => drawBar(entry, { bar, yOf, top, state }));
    chart.replaceChildren(
      s("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, [
        hatchDefs(),
        ...[1, 2, 3].flatMap((part) => gridLine((top * part) / 3, yOf, state.lang)),
        cursor,
        ...marks,
        s("line", { x1: margin.left, x2: width - margin.right, y1: floor, y2: floor, class: "axis" }),
        ...eventTicks(floor),
        ...axisLabels(floor),
      ]),
    );
    const thumbWidth = 44;
    const [from, to] = [xOf(years[0]), xOf(years[1])];
    slider.style.left = `${from - thumbWidth / 2}px`;
    slider.style.width = `${to - from + thumbWidth}px`;
    brush.draw();
    moveCursor();
  }

  function hatchDefs() {
    return s("defs", {}, order.map((family) =>
      s("pattern", {
        id: `hatch-${family}`, width: 5, height: 5, patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      }, [
        s("rect", { width: 5, height: 5, class: "hatch-ground" }),
        s("rect", { width: 2.4, height: 5, class: `fill-${family}` }),
      ])));
  }

  function gridLine(value, yOf, lang) {
    const y = yOf(value);
    const line = s("line", { x1: margin.left, x2: width - margin.right, y1: y, y2: y, class: "grid" });
    // Its margin has no room for figures: they would be cut.
    if (isLow(height)) return [line];
    return [
      line,
      s("text", { x: margin.left - 8, y: y + 4, class: "grid-label", text: formatNumber(Math.round(value), lang) }),
    ];
  }

  function drawBar(entry, { bar, yOf, top, state }) {
    const x = xOf(entry.year) - bar / 2;
    let sum = 0;
    const pieces = [];
    const piece = (from, value, fill) => {
      const [y0, y1] = [yOf(from), yOf(from + value)];
      if (y0 - y1 > 0.2) pieces.push(s("rect", { x, y: y1, width: bar, height: y0 - y1, ...fill }));
    };
    for (const family of order) {
      const part = entry.families.get(family);
      if (!part) continue;
      piece(sum, part.low - part.spread, { class: `fill-${family}` });
      piece(sum + part.low - part.spread, part.spread, { fill: `url(#hatch-${family})` });
      sum += part.low;
    }
    if (!sum) {
      const base = yOf(0) - 4;
      const none = s("circle", { cx: x + bar / 2, cy: base, r: 1.3, class: "no-figure" });
      return [none];
    }
    if (entry.low > top) {
      const y = yOf(top) + 8;
      pieces.push(s("path", { d: `M${x - 2} ${y + 5}l${bar / 2 + 2} -5l${bar / 2 + 2} 5`, class: "broken" }));
      if (height < 120) return pieces;
      const text = formatNumber(Math.round(entry.low), state.lang);
      const late = entry.year > years[1] - 5;
      pieces.push(s("text", {
        x: late ? x - 6 : x + bar + 6, y: margin.top + 4, text,
        class: late ? "broken-label end" : "broken-label",
      }));
    }
    return pieces;
  }

  function eventTicks(floor) {
    const seen = new Set();
    for (const event of index.events.values()) {
      for (let y = event.yearFrom; y <= Math.min(event.yearTo, event.yearFrom); y += 1) seen.add(y);
    }
    return [...seen].map((year) => {
      const x = xOf(year);
      return s("line", { x1: x, x2: x, y1: floor + 2, y2: floor + 6, class: "tick" });
    });
  }

  function axisLabels(floor) {
    return (height < 120 ? years : axisYears(years, -Infinity)).map((year) => {
      const label = s("text", {
        x: xOf(year), y: floor + 21, class: "axis-label", text: String(year),
      });
      labels.set(year, label);
      return label;
    });
  }

  /** The hot path: nothing here measures or builds. */
  function moveCursor() {
    const { year, compare } = store.get();
    if (Number(slider.value) !== year) slider.value = year;
    if (!cursor) return;
    rival.hidden = compare === null;
    if (compare !== null) {
      rival.style.transform = `translateX(${xOf(compare)}px)`;
      rival.textContent = compare;
    }
    const x = xOf(year);
    cursor.setAttribute("transform", `translate(${x} 0)`);
    thumb.style.transform = `translateX(${x}px)`;
    thumb.textContent = year;
    const reach = Math.ceil((62 * (years[1] - years[0] + 1)) / Math.max(1, width));
    for (const [at, label] of labels) {
      label.setAttribute("visibility", Math.abs(at - year) <= reach ? "hidden" : "visible");
    }
  }

  /** What a screen reader says of the slider: years and people in their movements. */
  function describe() {
    const state = store.get();
    slider.setAttribute("aria-label", t("Year"));
    slider.setAttribute("aria-valuetext", `${sayWindow(state)}: ${sayTotal(totalNow(index, state), state.lang, t)}`);
  }

  draw();
  describe();
  new ResizeObserver(draw).observe(root);
  return { draw, moveCursor, describe, drawSpan: brush.draw };
}
