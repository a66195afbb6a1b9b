// What the figures are made of: how many records are exact, about, planned, disputed or without a number, chapter by
// chapter of the source. Here records are counted, not people.

import { touches } from "../atlas_index.mjs";
import { low } from "../figures.mjs";
import { passes } from "../filters.mjs";
import { yearsOf } from "./counting.mjs";
import { SANS, baseLayout, broken, nameAxis, plain, widest } from "./drawing.mjs";
import { word } from "../words.mjs";

/** What a figure can be, in the order of the picture: from the firmest to none at all. */
export const MAKES = {
  exact: word("exact"),
  approx: word("about"),
  at_least: word("at least"),
  at_most: word("at most"),
  capacity: word("places available"),
  disputed: word("disputed"),
  planned: word("planned"),
  requested: word("requested"),
  refused: word("refused"),
  none: word("number not recorded"),
};
const NO_PAGE = "?";
const LETTER = 14;

export const composition = {
  id: "composition",
  title: word("What the figures are made of"),
  claim: word("Counted: records of movements and of people present, not people; each record once, by the chapter of its first page. Parts of a whole are records, too."),
  read,
  draw,
  columns: [
    { head: word("Chapter"), value: (entry, say) => say.chapter(entry.chapter), opens: true },
    { head: word("Made of"), value: (entry, say) => say.t(MAKES[entry.make]) },
    { head: word("Records"), value: (entry) => entry.counted.length, sum: "records" },
  ],
};

/** What the figure of a record is: an intention before anything else, for nobody moved. */
export function makeOf(record) {
  if (record.status && record.status !== "happened") return record.status;
  if (low(record) === undefined) return "none";
  return record.qualifier ?? "exact";
}

/** Number of the chapter that a page lies in, from 0; -1 before the first. */
export function chapterOf(page, chapters) {
  return chapters.findLastIndex((chapter) => chapter.page <= page);
}

const firstPage = (index, id) =>
  Math.min(...(index.citations[id] ?? []).map((citation) => Number.parseInt(citation.page, 10)).filter(Number.isFinite));

/** @returns {{entries, chapters: string[], records: number, outside: Map}} */
function read(index, state) {
  const years = yearsOf(index, state);
  const chapters = index.meta.chapters ?? [];
  const outside = new Map([["filtered", []], ["undated", []], ["years", []]]);
  const entries = new Map();
  let records = 0;
  for (const record of [...index.movements.values(), ...index.populations.values()]) {
    if (!passes(record, index, state)) outside.get("filtered").push(record);
    else if (record.yearFrom === undefined) outside.get("undated").push(record);
    else if (!touches(record, years)) outside.get("years").push(record);
    else {
      const page = firstPage(index, record.id);
      const chapter = Number.isFinite(page) ? chapterOf(page, chapters) : NO_PAGE;
      const make = makeOf(record);
      const key = `${chapter}>${make}`;
      if (!entries.has(key)) entries.set(key, { key, chapter, make, counted: [], uncounted: [] });
      entries.get(key).counted.push(record.id);
      records += 1;
    }
  }
  const makes = Object.keys(MAKES);
  const rank = ({ chapter }) => (chapter === NO_PAGE ? Infinity : chapter);
  const sorted = [...entries.values()].sort((a, b) => rank(a) - rank(b) || makes.indexOf(a.make) - makes.indexOf(b.make));
  return { entries: sorted, chapters: [...new Set(sorted.map(({ chapter }) => chapter))], records, outside };
}

/** Fill, hatching and edge of each kind, so that no two differ by colour alone. */
function looks(ink) {
  const hatch = (shape, color, solidity = 0.16) => ({ color: ink.panel, pattern: { shape, size: 7, solidity, fgcolor: color, bgcolor: ink.panel }, edge: color });
  const [firm, doubt, meant] = [1, 3, 5].map(ink.hue);
  return {
    exact: { color: firm, edge: firm },
    approx: hatch("/", firm),
    at_least: hatch("\\", firm),
    at_most: hatch("-", firm),
    capacity: hatch(".", firm),
    disputed: hatch("x", doubt),
    planned: hatch(".", meant),
    requested: hatch("|", meant),
    refused: hatch("+", meant),
    none: { color: ink.panel, edge: ink.ink },
  };
}

function draw({ entries, chapters }, { t, ink, say, width, touch, measure }) {
  const names = chapters.map((chapter) => broken(say.chapter(chapter), width < 600 ? 18 : 34));
  const left = widest(names, measure, LETTER) + 16;
  const row = touch ? 64 : 56;
  const size = { width: Math.max(left + 420, width), height: row * chapters.length + 48 };
  const used = Object.keys(MAKES).filter((make) => entries.some((entry) => entry.make === make));
  const all = looks(ink);
  const most = Math.max(1, ...chapters.map((chapter) => entries.filter((entry) => entry.chapter === chapter).reduce((sum, entry) => sum + entry.counted.length, 0)));
  const room = (count) => (count / most) * (size.width - left - 24) > 20;
  const traces = used.map((make) => {
    const mine = entries.filter((entry) => entry.make === make);
    const look = all[make];
    return {
      type: "bar",
      orientation: "h",
      y: mine.map((entry) => chapters.indexOf(entry.chapter)),
      x: mine.map((entry) => entry.counted.length),
      width: 0.62,
      text: mine.map((entry) => (room(entry.counted.length) ? String(entry.counted.length) : "")),
      textposition: "inside",
      insidetextanchor: "middle",
      textangle: 0,
      constraintext: "none",
      textfont: { family: SANS, size: 13, weight: 600, color: make === "exact" ? ink.panel : ink.ink },
      marker: { color: look.color, line: { width: 1, color: look.edge }, ...(look.pattern ? { pattern: look.pattern } : {}) },
      hoverinfo: "skip",
    };
  });
  return {
    traces,
    marks: used.map((make) => entries.filter((entry) => entry.make === make).map((entry) => entry.key)),
    layout: {
      ...baseLayout(ink, size),
      barmode: "stack",
      margin: { l: left, r: 24, t: 8, b: 40 },
      xaxis: { range: [0, most * 1.02], showgrid: true, gridcolor: ink.line, zeroline: false, fixedrange: true, tickfont: { size: 13, color: ink.ink2 }, rangemode: "tozero", nticks: 8 },
      yaxis: nameAxis(ink, {
        range: [chapters.length - 0.5, -0.5],
        tickvals: chapters.map((_, i) => i),
        ticktext: names.map((lines) => lines.map(plain).join("<br>")),
      }),
    },
    legend: used.map((make) => ({
      fill: all[make].color,
      line: all[make].edge,
      ...(all[make].pattern ? { hatch: all[make].edge, shape: all[make].pattern.shape } : {}),
      text: t(MAKES[make]),
    })),
  };
}
