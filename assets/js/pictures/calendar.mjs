// A calendar of laws and events: a column for each year, a row for each month.

import { touches } from "../atlas_index.mjs";
import { yearsOf } from "./counting.mjs";
import { SANS, baseLayout, nameAxis, plain, widest } from "./drawing.mjs";
import { EVENT_KINDS } from "../vocabulary.mjs";
import { word } from "../words.mjs";

const LAWS = new Set(["law", "decision"]);
export const MONTHS = [
  word("January"), word("February"), word("March"), word("April"), word("May"), word("June"), word("July"),
  word("August"), word("September"), word("October"), word("November"), word("December"),
];
/** Rows beyond the months. */
export const NO_MONTH = 13;
export const SEVERAL_YEARS = 14;
const LETTER = 14;

export const calendar = {
  id: "calendar",
  title: word("Laws and events"),
  claim: word("Counted: laws, decisions and other events, each once. One that lasted several years stands at its first year, in a row of its own. Filters for people do not narrow it."),
  read,
  draw,
  name: ({ year, row, law, counted }, { t, count }) =>
    [year, rowName(row, t), law ? t("law or decision") : t("other event"), count(counted.length)].join(", "),
  columns: [
    { head: word("When"), value: (row) => `${row.year}-${String(row.row).padStart(2, "0")}-${row.event.date ?? ""}`, text: (row, say) => say.when(row.event) },
    { head: word("What"), value: (row, say) => say.words(row.event.title), opens: true },
    { head: word("Kind"), value: (row, say) => say.t(EVENT_KINDS[row.event.kind]) },
    { head: word("Where"), value: (row, say) => (row.event.place ? say.place(row.event.place) : null) },
  ],
};

const rowName = (row, t) => t([...MONTHS, word("month not recorded"), word("several years")][row - 1]);

const rowOf = (event) => {
  if (event.yearFrom !== event.yearTo) return SEVERAL_YEARS;
  return event.month ?? NO_MONTH;
};

/**
 * An entry for every year, row and kind (law or other event) that has anything; `list` has every event.
 * @returns {{entries, list, years: number[], total: number, outside: Map}}
 */
function read(index, state) {
  const years = yearsOf(index, state);
  const entries = new Map();
  const rows = [];
  const elsewhere = [];
  for (const event of index.events.values()) {
    if (!touches(event, years)) {
      elsewhere.push(event);
      continue;
    }
    const [year, row, law] = [Math.max(event.yearFrom, years[0]), rowOf(event), LAWS.has(event.kind)];
    const key = `${year}>${row}>${law ? "law" : "event"}`;
    if (!entries.has(key)) entries.set(key, { key, year, row, law, counted: [], uncounted: [] });
    entries.get(key).counted.push(event.id);
    rows.push({ key: event.id, year, row, law, event, counted: [event.id], uncounted: [] });
  }
  const inTime = (a, b) => a.year - b.year || a.row - b.row || Number(b.law) - Number(a.law);
  return {
    entries: [...entries.values()].sort(inTime),
    list: rows.sort((a, b) => inTime(a, b) || (a.event.date ?? "").localeCompare(b.event.date ?? "")),
    years,
    records: rows.length,
    outside: new Map([["years", elsewhere]]),
  };
}

function draw({ entries, years }, { t, ink, width, touch, measure }) {
  const names = Array.from({ length: SEVERAL_YEARS }, (_, i) => rowName(i + 1, t));
  const left = widest([names], measure, LETTER) + 16;
  const span = years[1] - years[0] + 1;
  const column = Math.max(touch ? 48 : 24, Math.min(72, Math.floor((width - left - 16) / span)));
  const row = touch ? 44 : 30;
  const size = { width: left + column * span + 16, height: 44 + row * names.length + 8 };
  const shift = Math.min(0.27, 10 / column);
  const dots = (law) => {
    const chosen = entries.filter((entry) => entry.law === law);
    return {
      type: "scatter",
      mode: "markers+text",
      x: chosen.map((entry) => entry.year + (law ? -shift : shift)),
      y: chosen.map((entry) => entry.row),
      text: chosen.map((entry) => (entry.counted.length > 1 ? String(entry.counted.length) : "")),
      textfont: { family: SANS, size: 12, color: law ? ink.panel : ink.ink },
      textposition: "middle center",
      marker: { symbol: law ? "square" : "circle", size: touch ? 20 : 13.5, color: law ? ink.ink : ink.panel, opacity: 1, line: { width: 1.4, color: ink.ink } },
      cliponaxis: false,
      hoverinfo: "skip",
    };
  };
  const ticks = Array.from({ length: span }, (_, i) => years[0] + i);
  return {
    traces: [dots(true), dots(false)],
    marks: [true, false].map((law) => entries.filter((entry) => entry.law === law).map((entry) => entry.key)),
    layout: {
      ...baseLayout(ink, size),
      margin: { l: left, r: 16, t: 44, b: 8 },
      xaxis: nameAxis(ink, {
        side: "top",
        range: [years[0] - 0.5, years[1] + 0.5],
        tickvals: ticks,
        ticktext: ticks.map(String),
        tickangle: column < 40 ? -60 : 0,
        tickfont: { family: SANS, size: 13, color: ink.ink },
      }),
      yaxis: nameAxis(ink, {
        range: [names.length + 0.5, 0.5],
        tickvals: names.map((_, i) => i + 1),
        ticktext: names.map(plain),
        showgrid: false,
      }),
      shapes: [
        ...names.map((_, i) => ({ type: "line", xref: "paper", x0: 0, x1: 1, y0: i + 0.5, y1: i + 0.5, layer: "below", line: { color: ink.line, width: 1 } })),
        ...ticks.map((year) => ({ type: "line", yref: "paper", y0: 0, y1: 1, x0: year - 0.5, x1: year - 0.5, layer: "below", line: { color: ink.line, width: year % 5 ? 0.5 : 1.4 } })),
      ],
    },
    legend: [
      { fill: ink.ink, line: ink.ink, text: t("law or decision") },
      { round: true, fill: ink.panel, line: ink.ink, text: t("other event") },
      { text: t("A number in a mark: so many of them.") },
    ],
  };
}
