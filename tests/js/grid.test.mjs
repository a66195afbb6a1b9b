import assert from "node:assert/strict";
import { test } from "node:test";

import { buildIndex } from "../../assets/js/atlas_index.mjs";
import {
  COLUMNS, TABLES, grouped, markRows, markedIds, matching, rowsOf, shownIds, toCsv,
} from "../../assets/js/grid_rows.mjs";
import { cell } from "../../assets/js/csv.mjs";
import { select } from "../../assets/js/state.mjs";

const WORDS = {
  "nationality:german": "Germans", "nationality:austrian": "Austrians", "category:foreign_specialists": "Foreign specialists",
};
const t = (id) => WORDS[id] ?? id;
const label = (text) => ({ en: text, kk: text, ru: text });
const move = (id, extra) => ({
  id, origin: "germany", destination: "plant", yearFrom: 1930, yearTo: 1931, count: 100, qualifier: "approx",
  unit: "persons", category: "foreign_specialists", status: "happened", label: label(`Label ${id}`), ...extra,
});
const place = (id) => ({ id, kind: "plant", name: { en: id }, names: [], lon: 50, lat: 50 });
const index = buildIndex({
  meta: { years: [1917, 1956], categories: [{ id: "foreign_specialists", family: "work" }] },
  texts: {}, base: {}, oblasts: [], notes: [], conflicts: [],
  citations: {
    whole: [{ page: "68", source: "116", folios: "42-43", evidence: "A1" }],
    part: [{ page: "69", evidence: "A2" }],
    figure: [{ page: "70", source: "116;117", evidence: "A3" }],
  },
  places: [place("germany"), place("plant"), place("port")],
  movements: [
    move("whole", { count: 752, nationality: ["german", "austrian"] }),
    move("part", { partOf: "whole", via: ["port"] }),
    move("wish", { status: "planned", yearFrom: 1940, yearTo: 1940, count: undefined }),
  ],
  populations: [{
    id: "figure", place: "plant", year: 1930, yearFrom: 1930, yearTo: 1930, count: 310, qualifier: "exact",
    unit: "persons", category: "foreign_specialists", label: label("Figure"),
  }],
  events: [{ id: "event", kind: "founding", place: "plant", yearFrom: 1930, yearTo: 1930, title: label("Event"), text: label("Text") }],
  people: [{ id: "ernst", name: label("Ernst"), nationality: ["german"], stops: [{ place: "plant", yearFrom: 1930, yearTo: 1930 }] }],
  sources: [{ id: "116", title: "Fonds" }, { id: "117", title: "Other" }, { id: "118", title: "Unused" }],
});
const state = (extra = {}) => ({
  year: 1930, span: null, playing: false, lang: "en", cat: [], nat: [], from: null, to: null, between: false, status: [],
  counted: false, lives: [], records: null, ...select(null, null), ...extra,
});
const rows = (table) => Object.fromEntries(rowsOf(index, table, "en", t).map((row) => [row.id, row]));

test("every row of every table names its page, and every table has that column", () => {
  for (const table of TABLES) {
    assert.ok(COLUMNS[table].includes("source"), table);
    for (const row of rowsOf(index, table, "en", t)) assert.ok(row.source, `${table} ${row.id}`);
  }
  assert.equal(rows("movements").whole.source, "p. 68 \u00b7 [116, 42\u201343]");
  assert.equal(rows("movements").wish.source, "no page recorded");
});

test("a part says of what, a plan that it is one, a figure how exact it is", () => {
  const { whole, part, wish } = rows("movements");
  assert.equal(whole.standing, null);
  assert.equal(part.standing, "Part of: Label whole");
  assert.ok(part.part);
  assert.equal(wish.standing, "Planned");
  assert.ok(wish.unreal);
  assert.equal(whole.qualifier, "about");
  assert.equal(wish.count, "number not recorded");
  assert.equal(wish.countOrder, null);
});

test("a movement says what it passed, an event what it was", () => {
  const { whole, part } = rows("movements");
  assert.deepEqual([whole.via, part.via], [null, "port"]);
  assert.equal(rows("events").event.kind, "Founding");
});

test("a source knows the pages that name it and how many records rest on it", () => {
  assert.deepEqual([rows("sources")["116"].source, rows("sources")["116"].cited], ["p. 68, 70", 2]);
  assert.equal(rows("sources")["118"].cited, 0);
});

test("the filters show what the map shows", () => {
  assert.deepEqual([...shownIds(index, state(), "movements")], ["whole", "part"]);
  assert.deepEqual([...shownIds(index, state({ year: 1940 }), "movements")], []);
  assert.deepEqual([...shownIds(index, state({ year: 1940, status: ["planned"] }), "movements")], ["wish"]);
  assert.deepEqual([...shownIds(index, state({ nat: ["polish"] }), "people")], []);
  assert.deepEqual([...shownIds(index, state(), "sources")].sort(), ["116", "117"]);
});

test("rows are marked on the map and the map's selection in the rows", () => {
  const two = state(markRows(index, "movements", ["whole", "part"]));
  assert.deepEqual(two.moves, ["whole", "part"]);
  assert.deepEqual([...markedIds(index, two, "movements")], ["whole", "part"]);
  const figure = state(markRows(index, "populations", ["figure"]));
  assert.deepEqual(figure.places, ["plant"]);
  assert.deepEqual([...markedIds(index, figure, "movements")], []);
  const chosen = state(select("place", "plant"));
  assert.deepEqual([...markedIds(index, chosen, "populations")], ["figure"]);
  assert.deepEqual([...markedIds(index, chosen, "people")], ["ernst"]);
  assert.equal(markRows(index, "movements", []).records, null);
});

test("a source marks what rests on it", () => {
  const { moves, places } = markRows(index, "sources", ["116"]);
  assert.deepEqual([moves, places], [["whole"], ["plant"]]);
});

test("groups hold each row once, what is not recorded comes last, a closed one shows its head", () => {
  const all = rowsOf(index, "movements", "en", t);
  const words = { lang: "en", missing: "not recorded" };
  const list = grouped(all, "nationality", new Set(), words);
  assert.deepEqual(list.map((row) => row.id), ["head:Germans, Austrians", "whole", "head:not recorded", "part", "wish"]);
  assert.equal(list[2].size, 2);
  const folded = grouped(all, "nationality", new Set(["not recorded"]), words);
  assert.deepEqual(folded.map((row) => row.id), ["head:Germans, Austrians", "whole", "head:not recorded"]);
  assert.equal(grouped(all, "", new Set(), words), all);
});

test("a query is looked for in every column, all its words at once", () => {
  const all = rowsOf(index, "movements", "en", t);
  assert.deepEqual(matching(all, "GERMANS 752").map((row) => row.id), ["whole"]);
  assert.equal(matching(all, "  ").length, 3);
});

test("no cell of the CSV is a formula", () => {
  assert.equal(cell("=1+1"), "'=1+1");
  assert.equal(cell(" @cmd"), "' @cmd");
  assert.equal(cell("-12"), "-12");
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(cell(null), "");
  const lines = toCsv(rowsOf(index, "movements", "en", t), ["who", "source"], t).split("\r\n");
  assert.deepEqual(lines.slice(0, 2), ["id,Who,Says who", 'whole,Label whole,"p. 68 · [116, 42–43]"']);
});
