import assert from "node:assert/strict";
import { test } from "node:test";

import { buildIndex } from "../../assets/js/atlas_index.mjs";
import { calendar, NO_MONTH, SEVERAL_YEARS } from "../../assets/js/pictures/calendar.mjs";
import { chapterOf, composition, makeOf } from "../../assets/js/pictures/composition.mjs";
import { DIFFERS, UNKNOWN, countryOf, regionOf, sortMovements, sumOf } from "../../assets/js/pictures/counting.mjs";
import { matrix, shadeOf } from "../../assets/js/pictures/matrix.mjs";
import { nations } from "../../assets/js/pictures/nations.mjs";
import { flow, sankey } from "../../assets/js/pictures/sankey.mjs";
import { composeFile, covers } from "../../assets/js/pictures/save.mjs";
import { createSay } from "../../assets/js/pictures/say.mjs";
import { readQuery, writeQuery } from "../../assets/js/query.mjs";
import { totalNow } from "../../assets/js/selectors.mjs";

const label = { en: "x", kk: "x", ru: "x" };
const place = (id, kind, partOf) => ({ id, kind, partOf, name: { en: id }, names: [], lon: 50, lat: 50 });
const PLACES = [
  place("germany", "country"), place("berlin", "city", "germany"), place("italy", "country"),
  place("ussr", "country"), place("rsfsr", "country", "ussr"), place("kazakhstan", "country", "ussr"),
  place("ukraine", "country", "ussr"), place("urals", "region", "rsfsr"), place("plant", "plant", "urals"),
];
const move = (id, extra) => ({
  id, origin: "germany", destination: "plant", yearFrom: 1930, yearTo: 1930, count: 100, qualifier: "exact",
  unit: "persons", category: "foreign_specialists", status: "happened", label, ...extra,
});
const RECORDS = [
  move("counted", { origin: "berlin", nationality: ["german"] }),
  move("whole", { count: 700, yearFrom: 1930, yearTo: 1933, nationality: ["german"] }),
  move("part", { count: 300, partOf: "whole" }),
  move("planned", { count: 5000, status: "planned" }),
  move("refused", { count: 50, status: "refused" }),
  move("rival-a", { origin: "italy", count: 442, alternative: 1, nationality: ["italian"] }),
  move("rival-b", { origin: "italy", count: 700, alternative: 1, nationality: ["italian"] }),
  move("nowhere", { origin: undefined, count: 40 }),
  move("silent", { origin: "italy", count: undefined, qualifier: undefined, unit: undefined }),
  move("silent-part", { count: undefined, partOf: "whole" }),
  move("undated", { count: 9, yearFrom: undefined, yearTo: undefined }),
  move("families", { count: 3, unit: "families" }),
  move("damaged", { count: 999999, qualifier: "disputed" }),
  move("later", { count: 60, yearFrom: 1943, yearTo: 1943, category: "evacuees", destination: "kazakhstan" }),
];
const event = (id, extra) => ({ id, yearFrom: 1932, yearTo: 1932, kind: "law", title: label, place: "ussr", ...extra });
const EVENTS = [
  event("june", { month: 6 }), event("june-too", { month: 6 }), event("trial", { month: 6, kind: "trial" }),
  event("some-time", {}), event("long", { yearFrom: 1930, yearTo: 1935, kind: "aid" }), event("war", { yearFrom: 1941, yearTo: 1941 }),
];
const figure = (id, extra) => ({ id, place: "plant", year: 1930, yearFrom: 1930, yearTo: 1930, count: 5, qualifier: "exact", unit: "persons", category: "foreign_specialists", label, ...extra });

const index = buildIndex({
  meta: {
    years: [1917, 1956], languages: ["en"],
    categories: [{ id: "foreign_specialists", family: "work" }, { id: "evacuees", family: "evac" }],
    chapters: [{ page: 7, title: { en: "one" } }, { page: 20, title: { en: "two" } }],
  },
  texts: {}, base: {}, oblasts: [], notes: [], people: [], sources: [], conflicts: [], events: EVENTS,
  citations: { counted: [{ page: 30 }, { page: 8 }], whole: [{ page: "21-22" }], about: [{ page: 20 }] },
  places: PLACES, movements: RECORDS, populations: [figure("about", { qualifier: "approx" }), figure("none", { count: undefined, qualifier: undefined })],
});
const state = (extra = {}) => ({
  year: 1930, span: null, playing: false, lang: "en", cat: [], nat: [], from: null, to: null, between: false, status: [],
  counted: false, over: null, picture: "matrix", ...extra,
});
const find = (entries, ...keys) => entries.find((entry) => entry.key === keys.join(">"));
const people = (entries) => entries.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), { low: 0, high: 0 });
const ids = (records) => records.map(({ id }) => id);

test("every movement falls into exactly one class", () => {
  for (const choice of [{}, { over: "map" }, { cat: ["evacuees"] }, { nat: ["german"] }, { counted: true }, { status: ["planned"] }]) {
    const { groups, uncounted, outside } = sortMovements(index, state(choice));
    const all = [...groups.flat(), ...uncounted, ...[...outside.values()].flat()];
    assert.equal(all.length, RECORDS.length, JSON.stringify(choice));
    assert.equal(new Set(ids(all)).size, RECORDS.length);
  }
});

test("plans, parts, other units, damaged figures and records without a year are outside, each for its reason", () => {
  const { outside } = sortMovements(index, state());
  assert.deepEqual(Object.fromEntries([...outside].map(([reason, records]) => [reason, ids(records)])), {
    filtered: [], intended: ["planned", "refused"], part: ["part", "silent-part"], undated: ["undated"], years: [],
    unit: ["families"], disputed: ["damaged"],
  });
});

test("the matrix counts nobody twice: alternatives are a range, parts stay in their whole", () => {
  const { entries, total } = matrix.read(index, state());
  assert.deepEqual([find(entries, "germany", "rsfsr").low, find(entries, "italy", "rsfsr").low, find(entries, "italy", "rsfsr").high], [800, 442, 700]);
  assert.deepEqual(total, { low: 100 + 700 + 442 + 40 + 60, high: 100 + 700 + 700 + 40 + 60 });
  assert.deepEqual(people(entries), total);
});

test("what nobody recorded has a row of its own, at the end; a movement without a number is a record, not 0 people", () => {
  const { entries, rows } = matrix.read(index, state());
  assert.equal(rows.at(-1), UNKNOWN);
  assert.equal(find(entries, UNKNOWN, "rsfsr").low, 40);
  assert.deepEqual(find(entries, "italy", "rsfsr").uncounted, ["silent"]);
});

test("the pictures agree with the atlas's own sum for the same years", () => {
  for (const choice of [{}, { span: [1930, 1932] }, { year: 1943 }, { cat: ["evacuees"], span: [1917, 1956] }, { nat: ["italian"] }]) {
    const now = state({ over: "map", ...choice });
    const { low, high } = totalNow(index, now);
    for (const picture of [matrix, sankey]) assert.deepEqual(people(picture.read(index, now).entries), { low, high }, JSON.stringify(choice));
  }
});

test("readings of the same people that name different origins stand in a row of their own", () => {
  const other = { ...index, movements: new Map([["a", move("a", { alternative: 3 })], ["b", move("b", { alternative: 3, origin: "italy", count: 120 })]]) };
  assert.deepEqual(matrix.read(other, state()).entries.map(({ key, low, high }) => [key, low, high]), [[`${DIFFERS}>rsfsr`, 100, 120]]);
});

test("places: abroad the state, inside the Union republic and region", () => {
  assert.deepEqual(["berlin", "plant", "ussr", "kazakhstan", undefined].map((id) => countryOf(index, id)), ["germany", "rsfsr", "ussr", "kazakhstan", UNKNOWN]);
  assert.deepEqual(["berlin", "plant", "ussr", "kazakhstan", undefined].map((id) => regionOf(index, id)), ["germany", "urals", "ussr", "kazakhstan", UNKNOWN]);
});

test("both halves of the flow hold the same people, and none has a width without a number", () => {
  const { entries } = sankey.read(index, state());
  const { nodes, links } = flow(entries);
  for (const side of [0, 1]) assert.equal(people(links.filter((link) => link.side === side)).low, 1342);
  for (const side of [0, 1, 2]) assert.equal(people(nodes.filter((node) => node.side === side)).low, 1342);
  assert.ok(links.every((link) => link.low > 0));
});

test("a figure for several years is spread over them and adds up to itself", () => {
  const { entries, total } = nations.read(index, state());
  const sum = people(entries);
  assert.ok(Math.abs(sum.low - total.low) < 1e-6 && Math.abs(sum.high - total.high) < 1e-6);
  assert.deepEqual([find(entries, "german", 1930).low, find(entries, "german", 1930).spread, find(entries, "german", 1931).low], [275, 175, 175]);
  assert.deepEqual(find(entries, UNKNOWN, 1930).uncounted, ["silent"]);
});

test("peoples named together stay together", () => {
  const other = { ...index, movements: new Map([["a", move("a", { nationality: ["greek", "bulgarian"] })]]) };
  assert.deepEqual(nations.read(other, state()).panels.map(({ nation }) => nation), ["bulgarian greek"]);
});

test("the calendar has every event once, in its month, without one, or over several years", () => {
  const { entries, list } = calendar.read(index, state());
  assert.deepEqual(find(entries, 1932, 6, "law").counted, ["june", "june-too"]);
  assert.deepEqual(find(entries, 1932, 6, "event").counted, ["trial"]);
  assert.deepEqual(find(entries, 1932, NO_MONTH, "law").counted, ["some-time"]);
  assert.deepEqual(find(entries, 1930, SEVERAL_YEARS, "event").counted, ["long"]);
  assert.equal(list.length, EVENTS.length);
  assert.equal(entries.reduce((sum, { counted }) => sum + counted.length, 0), list.length);
});

test("every record stands once in the chapter of its first page", () => {
  const { entries, records } = composition.read(index, state());
  assert.deepEqual(find(entries, 0, "exact").counted, ["counted"]);
  assert.deepEqual(find(entries, 1, "exact").counted, ["whole"]);
  assert.deepEqual(find(entries, 1, "approx").counted, ["about"]);
  assert.equal(entries.reduce((sum, { counted }) => sum + counted.length, 0), records);
  assert.deepEqual([chapterOf(6, index.meta.chapters), chapterOf(19, index.meta.chapters)], [-1, 0]);
});

test("an intention stays one, whatever its figure", () => {
  assert.deepEqual(
    [{ status: "planned", count: 5, qualifier: "exact" }, { count: 5 }, { countLow: 1, countHigh: 2, qualifier: "approx" }, {}].map(makeOf),
    ["planned", "exact", "approx", "none"],
  );
});

const INK = new Proxy({}, { get: (_, name) => (["shades", "shadeText"].includes(name) ? ["a", "b", "c", "d", "e"] : ["family", "familyText"].includes(name) ? new Proxy({}, { get: () => "#123456" }) : name === "hue" ? () => "#123456" : "#654321") });
const t = Object.assign((id) => id, {});

test("every drawn mark stands for an entry, every entry of the picture has a mark", () => {
  for (const picture of [matrix, nations, calendar, composition]) {
    const data = picture.read(index, state());
    const say = createSay(index, state(), t);
    const { marks, traces, layout } = picture.draw(data, { t, ink: INK, say, lang: "en", width: 900, touch: false, measure: (text) => text.length * 7 });
    assert.deepEqual(traces.map((trace) => trace.x.length), marks.map((keys) => keys.length), picture.id);
    assert.deepEqual(new Set(marks.flat()), new Set(data.entries.map(({ key }) => key)), picture.id);
    assert.ok(layout.width > 0 && layout.height > 0);
  }
});

test("shades begin where the legend says", () => {
  assert.deepEqual([1, 99, 100, 2000, 10000, 50000].map(shadeOf), [0, 0, 1, 3, 4, 4]);
});

test("a file holds title, state, legend and source, and no markup of theirs", () => {
  const svg = composeFile("<svg/>", { width: 500, height: 100 }, { title: "A <b>", state: "1930", legend: [{ fill: "red", hatch: "blue", text: "hatched" }], claim: "c", outside: "o", source: "s & t" }, INK, (text) => text.length * 7);
  for (const part of ["A &lt;b>", "1930", "hatched", "s &amp; t"]) assert.ok(svg.includes(part), part);
});

test("a font is wanted if it holds a letter of the text", () => {
  assert.ok(covers("U+0400-045F, U+0490", "ж") && covers("", "x"));
  assert.ok(!covers("U+0400-045F", "Қ") && covers("U+0460-052F", "Қ"));
});

test("the open picture is in the address, and not in a frame or kiosk", () => {
  const known = { ...index, stories: new Map() };
  assert.equal(readQuery("?picture=matrix&over=map", known).picture, "matrix");
  assert.equal(readQuery("?picture=nonsense", known).picture, undefined);
  for (const mode of ["embed", "kiosk"]) assert.equal(readQuery(`?mode=${mode}&picture=matrix`, known).picture, undefined);
  const begin = { mode: "explore", theme: "paper", lang: "en", shading: "people" };
  const query = writeQuery({ ...state(), ...begin, compare: null, picture: "sankey", over: "map" }, begin);
  assert.match(query, /picture=sankey&over=map/);
});
