// Where from, where to: a row for each country of origin, a column for each destination, the people in the cell.

import { DIFFERS, UNKNOWN, countryOf, sortMovements, sumOf, tally } from "./counting.mjs";
import { HATCH, baseLayout, broken, nameAxis, plain, sayRange, widest } from "./drawing.mjs";
import { word } from "../words.mjs";

/** People at which the next shade begins. */
export const BREAKS = [100, 500, 2000, 10000];
const LETTER = 14;
// Heights of a cell and of its strip, in rows.
const FULL = 0.94;
const STRIP = 0.2;

export const matrix = {
  id: "matrix",
  title: word("Where from, where to"),
  claim: word("Counted: people in movements that took place, each movement once, by country of origin and destination."),
  // What counts as a country, where the package says so.
  said: "countries",
  read,
  draw,
  columns: [
    { head: word("From"), value: (entry, say) => say.place(entry.keys[0]), opens: true },
    { head: word("To"), value: (entry, say) => say.place(entry.keys[1]) },
    { head: word("People"), value: (entry) => (entry.counted.length ? entry.low : null), text: (entry, say) => say.people(entry), sum: "people" },
    { head: word("Movements without a number"), value: (entry) => entry.uncounted.length || null, sum: "uncounted" },
  ],
};

/** Names of rows or columns: most people first, then most records; what nobody recorded comes last. */
function order(entries, side) {
  const found = new Map();
  for (const entry of entries) {
    const name = entry.keys[side];
    const sum = found.get(name) ?? { people: 0, records: 0 };
    sum.people += entry.high;
    sum.records += entry.uncounted.length;
    found.set(name, sum);
  }
  const last = (name) => Number(name === UNKNOWN) + Number(name === DIFFERS);
  return [...found]
    .sort(([a, x], [b, y]) => last(a) - last(b) || y.people - x.people || y.records - x.records || a.localeCompare(b))
    .map(([name]) => name);
}

/**
 * @returns {{entries: object[], rows: string[], columns: string[], total: {low, high}, outside: Map}}
 */
function read(index, state) {
  const sorted = sortMovements(index, state);
  const entries = tally(sorted, (move) => [countryOf(index, move.origin), countryOf(index, move.destination)]);
  const [rows, columns] = [order(entries, 0), order(entries, 1)];
  const place = (entry) => rows.indexOf(entry.keys[0]) * columns.length + columns.indexOf(entry.keys[1]);
  entries.sort((a, b) => place(a) - place(b));
  return { entries, rows, columns, total: sumOf(sorted.groups), uncounted: sorted.uncounted.length, outside: sorted.outside };
}

/** Which shade a number of people has. */
export const shadeOf = (people) => BREAKS.filter((least) => people >= least).length;

/**
 * @param {object} data from read
 * @param {{t, ink, say, lang, width: number, touch: boolean, measure}} context width and lengths in px
 * @returns {{traces, layout, marks: string[][], legend: object[]}} `marks` names the entry of every point
 */
function draw({ entries, rows, columns }, { t, ink, say, lang, width, touch, measure }) {
  const rowNames = rows.map((id) => broken(say.place(id), 24));
  const columnNames = columns.map((id) => [say.place(id)]);
  const left = widest(rowNames, measure, LETTER) + 16;
  // Names of columns rise at 45 degrees.
  const rise = Math.ceil(widest(columnNames, measure, LETTER) * 0.71);
  const [top, right] = [rise + 28, rise];
  const cell = { width: Math.max(touch ? 64 : 56, Math.min(96, Math.floor((width - left - right) / columns.length))), height: 46 };
  const size = { width: left + cell.width * columns.length + right, height: top + cell.height * rows.length + 8 };
  const counted = entries.filter((entry) => entry.counted.length);
  const silent = entries.filter((entry) => entry.uncounted.length);
  const at = (entry) => [columns.indexOf(entry.keys[1]), rows.indexOf(entry.keys[0])];
  // Rows run downwards; a movement without a number beside people is a strip at the foot of the cell.
  const cells = (chosen, height, foot, rest) => ({
    type: "bar",
    x: chosen.map((entry) => at(entry)[0]),
    base: chosen.map((entry) => at(entry)[1] - 0.47 + (foot ? FULL - height(entry) : 0)),
    y: chosen.map(height),
    width: 0.96,
    textposition: "inside",
    insidetextanchor: "middle",
    textangle: 0,
    constraintext: "none",
    cliponaxis: false,
    hoverinfo: "skip",
    ...rest,
  });
  const strip = (entry) => (entry.counted.length ? STRIP : FULL);
  const over = (entry) => (entry.uncounted.length ? FULL - STRIP : FULL);
  return {
    traces: [
      cells(counted, over, false, {
        marker: { color: counted.map((entry) => ink.shades[shadeOf(entry.high)]), line: { width: 1, color: ink.line } },
        text: counted.map((entry) => sayRange(entry, lang).replace("\u2013", "\u2013<br>")),
        textfont: { size: 13, color: counted.map((entry) => ink.shadeText[shadeOf(entry.high)]) },
      }),
      cells(silent, strip, true, {
        marker: { color: ink.panel, line: { width: 1, color: ink.ink3 }, pattern: { ...HATCH, fgcolor: ink.ink3, bgcolor: ink.panel } },
        text: silent.map((entry) => (entry.counted.length ? "" : `(${entry.uncounted.length})`)),
        textfont: { size: 13, color: ink.ink },
      }),
    ],
    marks: [counted, silent].map((chosen) => chosen.map((entry) => entry.key)),
    layout: {
      ...baseLayout(ink, size),
      margin: { l: left, r: right, t: top, b: 8 },
      shapes: rows.map((_, i) => ({ type: "line", xref: "paper", x0: 0, x1: 1, y0: i + 0.5, y1: i + 0.5, layer: "below", line: { color: ink.line, width: 0.7 } })),
      xaxis: nameAxis(ink, {
        side: "top",
        range: [-0.5, columns.length - 0.5],
        tickvals: columns.map((_, i) => i),
        ticktext: columnNames.map(([name]) => plain(name)),
        tickangle: -45,
      }),
      yaxis: nameAxis(ink, {
        range: [rows.length - 0.5, -0.5],
        tickvals: rows.map((_, i) => i),
        ticktext: rowNames.map((lines) => lines.map(plain).join("<br>")),
      }),
    },
    legend: [
      ...shadeLegend(ink, lang, t),
      { hatch: ink.ink3, fill: ink.panel, text: t("movement without a number; (3): three of them in the cell") },
    ],
  };
}

function shadeLegend(ink, lang, t) {
  const ends = [1, ...BREAKS];
  return ends.map((from, i) => ({
    fill: ink.shades[i],
    text: i === BREAKS.length
      ? t("{n} people and more").replace("{n}", sayRange({ low: from, high: from }, lang))
      : sayRange({ low: from, high: BREAKS[i] - 1 }, lang),
  }));
}
