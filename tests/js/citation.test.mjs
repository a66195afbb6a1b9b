import assert from "node:assert/strict";
import { test } from "node:test";

import { buildIndex } from "../../assets/js/atlas_index.mjs";
import { bibtex, cslJson, plainText, recordFacts, sayFolios, sayPages, tex, viewFacts } from "../../assets/js/citation.mjs";
import { cell, csv } from "../../assets/js/csv.mjs";
import { COLUMNS, viewCsv, viewCsvw, viewFileName, viewGeojson } from "../../assets/js/view_table.mjs";

const t = (id) => id;
const label = { en: "Workers, 50% & more", kk: "Жұмысшылар", ru: "Рабочие" };
const move = (id, extra) => ({
  id, origin: "germany", destination: "plant", yearFrom: 1930, yearTo: 1930, count: 100, qualifier: "approx",
  unit: "persons", category: "labour", status: "happened", certainty: "stated", label, line: [[10, 50], [59, 53]], ...extra,
});
const place = (id, extra = {}) => ({ id, kind: "town", name: { en: id, kk: `${id}-қала` }, names: [], lon: 50, lat: 50, ...extra });
const index = buildIndex({
  meta: {
    years: [1917, 1956], categories: [{ id: "labour", family: "work" }],
    edition: {
      title: "Atlas", version: "0.1.0", built: "2026-11-25", creator: "Makers", licence: "CC-BY-4.0",
      licence_url: "https://example.org/by", source: "A dissertation", address: null,
    },
  },
  texts: {}, base: {}, oblasts: [], notes: [], conflicts: [], populations: [], people: [],
  events: [{ id: "e1", title: { en: "A {law}_1" }, yearFrom: 1930, yearTo: 1930 }],
  sources: [{ id: "116", title: "Дело № 5", archive: "РГАСПИ", year: 1930 }, { id: "7", title: "=SUM(A1)" }],
  places: [place("germany"), place("plant"), place("lost", { lon: undefined, lat: undefined })],
  movements: [
    move("m1", {}),
    move("m2", { origin: undefined, line: undefined, label: { en: "=cmd|' /C calc'!A0" } }),
    move("m3", { destination: "lost", line: undefined, partOf: "m1" }),
    move("m4", { alternative: 3 }), move("m5", { alternative: 3, yearFrom: 1931, yearTo: 1931 }),
  ],
  citations: {
    m1: [{ page: 68, source: "116", folios: "42-43", evidence: "A1" }, { page: 69, evidence: "A2" }],
    m2: [{ page: 12, source: "7;116", folios: "3", evidence: "A3" }],
    e1: [{ page: 5, evidence: "A4" }],
  },
});
const state = {
  year: 1930, span: null, playing: false, lang: "en", cat: [], nat: [], from: null, to: null, between: false, status: [], counted: false,
};
const scene = { oblasts: [], sites: [{ place: index.places.get("plant"), figure: null, name: "plant" }] };
const what = { state, base: "https://a.example/", today: "2026-12-01" };

test("a citation names atlas, version, record, link, day of access, pages and the author's reference", () => {
  const text = plainText(recordFacts(index, { kind: "move", id: "m1", ...what }), t);
  for (const part of [
    "Makers", "Workers, 50% & more", "Atlas", "https://a.example/?move=m1", "[116, 42\u201343] Дело № 5. РГАСПИ. 1930",
  ]) assert.ok(text.includes(part), `${part} in ${text}`);
  const facts = recordFacts(index, { kind: "move", id: "m1", ...what });
  assert.equal(facts.pages, "68\u201369");
  assert.equal(facts.accessed, "2026-12-01");
});

test("a package may cite works without pages, under ids that are no numbers", () => {
  assert.equal(sayPages([undefined, 3, "x"]), "3");
  assert.equal(sayPages([undefined]), "");
});

test("a place is cited with the pages of all that its card tells", () => {
  const facts = recordFacts(index, { kind: "place", id: "plant", ...what });
  assert.equal(facts.pages, "12, 68\u201369");
  assert.deepEqual(facts.references.map((r) => r.number), ["7", "116"]);
  // Folios of a citation of two sources belong to neither alone.
  assert.deepEqual(facts.references.map((r) => r.folios), [[], ["42-43"]]);
});

test("a source is cited with the pages that rest on it", () => {
  const facts = recordFacts(index, { kind: "source", id: "116", ...what });
  assert.equal(facts.pages, "12, 68");
  assert.equal(facts.url, "https://a.example/data/sources.csv");
});

test("the back of a leaf is said as the reader's language says it", () => {
  const russian = (id) => ({ "{n}v": "{n} об." })[id] ?? id;
  assert.equal(sayFolios("25-28v", t), "25\u201328v");
  assert.equal(sayFolios("3v, 14v", russian), "3 об., 14 об.");
  assert.equal(sayFolios("1-29, 72, б. 84", russian), "1\u201329, 72, б. 84");
});

test("pages are joined to runs", () => {
  assert.equal(sayPages([3, 1, 2, 9, 9]), "1\u20133, 9");
});

test("BibTeX: no letter is a command, every brace is closed, Kazakh stays", () => {
  assert.equal(tex("a_b & 5% {x} #1 $ ~ ^ \\ Әлем"), "a\\_b \\& 5\\% \\{x\\} \\#1 \\$ \\textasciitilde{} \\textasciicircum{} \\textbackslash{} Әлем");
  const entry = bibtex(recordFacts(index, { kind: "event", id: "e1", ...what }), t);
  assert.match(entry, /^@misc\{zholdar-event-e1,\n/);
  assert.match(entry, /title = \{\{A \\\{law\\\}\\_1\}\}/);
  assert.match(entry, /urldate = \{2026-12-01\}/);
  const bare = entry.replace(/\\[{}]/g, "");
  assert.equal(bare.split("{").length, bare.split("}").length);
  const kazakh = bibtex(recordFacts(index, { kind: "move", id: "m1", ...what, state: { ...state, lang: "kk" } }), t);
  assert.match(kazakh, /Жұмысшылар/);
});

// Types and properties of csl-data.json (citation-style-language/schema) that are used here.
const CSL = new Set([
  "id", "type", "title", "container-title", "author", "version", "issued", "accessed", "URL", "language", "references", "note", "custom",
]);

test("CSL-JSON has what its schema requires, and nothing it does not know", () => {
  const views = viewFacts(index, { title: "1930", ids: ["m1"], url: "https://a.example/?year=1930&cat=a,b", state, today: "2026-12-01" });
  for (const facts of [recordFacts(index, { kind: "place", id: "plant", ...what }), views]) {
    const [item] = JSON.parse(cslJson(facts, t));
    assert.ok(item.id && ["entry", "map"].includes(item.type));
    assert.deepEqual(Object.keys(item).filter((key) => !CSL.has(key)), []);
    assert.deepEqual(item.accessed, { "date-parts": [[2026, 12, 1]] });
    assert.deepEqual(item.author, [{ literal: "Makers" }]);
  }
  assert.match(bibtex(views, t), /@misc\{zholdar-view-year-1930-cat-a-b,/);
  assert.match(bibtex(views, t), /url = \{https:\/\/a\.example\/\?year=1930&cat=a,b\}/);
});

test("no cell is a formula, and numbers stay numbers", () => {
  for (const start of ["=1+1", "+a", "-a", "@a", "\ta", "\ra", "  =1"]) assert.match(cell(start), /^"?'/);
  assert.equal(cell("-12.5"), "-12.5");
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(csv(["a"], [{ a: undefined }, { a: 0 }]), "a\r\n\r\n0\r\n");
});

test("the view as CSV: what is shown, with page, qualifier and part_of, and a description of every column", () => {
  const lines = viewCsv(index, state, scene).split("\r\n");
  assert.equal(lines[0], Object.keys(COLUMNS).join(","));
  assert.equal(lines.length, 1 + 4 + 1 + 1);
  const whole = lines.find((line) => line.startsWith("m1,"));
  for (const part of ["approx", "68;69", "[116, 42-43]", "A1;A2"]) assert.ok(whole.includes(part), part);
  assert.ok(lines.find((line) => line.startsWith("m2,")).includes("'=cmd|"));
  const described = JSON.parse(viewCsvw(index, { name: "x.csv", url: "https://a.example/" }));
  assert.deepEqual(described.tableSchema.columns.map((c) => c.name), Object.keys(COLUMNS));
  assert.equal(described["dc:license"], "https://example.org/by");
});

test("the view as GeoJSON: a line only between recorded ends, an unknown origin is null", () => {
  const document = JSON.parse(viewGeojson(index, state, scene, "https://a.example/"));
  assert.equal(document.zholdar.version, "0.1.0");
  assert.equal(document.zholdar.built, "2026-11-25");
  const byId = Object.fromEntries(document.features.map((f) => [f.id, f]));
  assert.equal(byId.m1.geometry.type, "LineString");
  assert.deepEqual(byId.m2.geometry, { type: "Point", coordinates: [50, 50] });
  assert.equal(byId.m2.properties.origin_id, null);
  assert.equal(byId.m3.geometry, null, "a lost place is nowhere");
  assert.equal(byId.m3.properties.part_of, "m1");
  assert.equal(byId.m4.properties.differs_from, "m5");
  for (const feature of document.features) {
    assert.equal(feature.type, "Feature");
    assert.deepEqual(Object.keys(feature.properties), Object.keys(COLUMNS));
  }
});

test("the file name says the state", () => {
  assert.equal(viewFileName({ ...state, cat: ["labour"], from: "germany" }, "0.1.0", "csv"), "zholdar-1930-labour-from-germany-v0.1.0.csv");
  assert.equal(viewFileName({ ...state, span: [1930, 1933] }, "0.1.0", "geojson"), "zholdar-1930-1933-v0.1.0.geojson");
  assert.match(viewFileName({ ...state, nat: Array(30).fill("german") }, "1", "csv"), /^zholdar-1930-30-filters-v1\.csv$/);
});
