// What must hold for every view and every set of records, tried on thousands drawn by chance.

import assert from "node:assert/strict";
import { test } from "node:test";

import { buildIndex, groupBy } from "../../assets/js/atlas_index.mjs";
import { KEYS, embedQuery, fullQuery, patchFrom } from "../../assets/js/embed.mjs";
import { high, low } from "../../assets/js/figures.mjs";
import { readQuery, writeQuery } from "../../assets/js/query.mjs";
import { figureAt, flowsNow, series, totalNow } from "../../assets/js/selectors.mjs";
import { MODES, STATUSES, THEMES, initialState, select, setSpan } from "../../assets/js/state.mjs";
import { stepPatch } from "../../assets/js/story.mjs";
import { chance } from "./chance.mjs";

const YEARS = [1917, 1956];
const CATEGORIES = ["evacuees", "children", "repressed"];
const NATIONS = ["german", "polish", "italian"];
// Names that every object has, beside plain ones.
const IDS = ["kerch", "baku", "constructor", "__proto__", "tostring", "m-1"];
const named = (id) => ({ en: id, kk: id, ru: id });

/** A bundle with these records; all that is not given is small. */
function bundleOf({ movements = [], populations = [] } = {}) {
  return {
    meta: {
      years: YEARS, startYear: 1931, languages: ["en", "kk", "ru"],
      categories: CATEGORIES.map((id) => ({ id, family: "evac" })),
    },
    texts: {}, citations: {}, oblasts: [], base: {}, sources: [], notes: [], conflicts: [],
    places: IDS.map((id, i) => ({ id, kind: "town", name: named(id), names: [], lon: i, lat: i })),
    movements, populations,
    events: IDS.map((id) => ({ id, yearFrom: 1930, yearTo: 1931, title: named(id) })),
    people: IDS.map((id) => ({ id, name: named(id), stops: [] })),
    stories: [{
      id: "constructor",
      steps: [{ year: 1930, place: "kerch" }, { year: 1940, span: "1941-1945", cat: ["evacuees"] }, { year: 1950, person: "baku" }],
    }],
  };
}

const move = (id, rest = {}) => ({
  id, category: "evacuees", status: "happened", unit: "persons", nationality: NATIONS,
  yearFrom: 1930, yearTo: 1931, origin: "kerch", destination: "baku", line: [[0, 0], [1, 1]], label: named(id), ...rest,
});
const index = buildIndex(bundleOf({ movements: IDS.map((id) => move(id)) }));
const start = initialState(index.meta);

/** Any view that a visitor can come to in the atlas. */
function view(dice) {
  const state = { ...start, lang: dice.one(index.meta.languages), theme: dice.one(THEMES) };
  if (dice.yes(0.2)) {
    const story = index.stories.get("constructor");
    return { ...state, ...stepPatch(story, dice.whole(1, story.steps.length), YEARS) };
  }
  state.year = dice.whole(...YEARS);
  if (dice.yes(0.3)) Object.assign(state, setSpan(state, dice.whole(...YEARS), dice.whole(...YEARS), YEARS));
  else if (dice.yes(0.3)) state.compare = dice.whole(...YEARS);
  Object.assign(state, { cat: dice.some(CATEGORIES), nat: dice.some(NATIONS), status: dice.some(STATUSES) });
  for (const end of ["from", "to"]) if (dice.yes(0.3)) state[end] = dice.one(IDS);
  state.between = dice.yes();
  state.counted = dice.yes();
  state.shading = dice.one(["people", "share"]);
  if (dice.yes(0.7)) {
    const kind = dice.one(["place", "move", "person", "event"]);
    const [first, ...others] = dice.some(IDS, 3);
    if (first) Object.assign(state, select(kind, first), kind === "person" ? { lives: others } : {});
  }
  return state;
}

test("every view is read back from its address", () => {
  const dice = chance(1917);
  for (let i = 0; i < 5000; i += 1) {
    const state = view(dice);
    const address = writeQuery(state, start);
    assert.deepEqual({ ...start, ...readQuery(address, index) }, state, address);
    // Through a browser's own reading and writing of addresses, too.
    const url = new URL(address, "https://atlas.example/some/school/");
    assert.deepEqual({ ...start, ...readQuery(url.search, index) }, state, url.href);
  }
});

test("a view in a frame and its full view show the same", () => {
  const dice = chance(1918);
  const ignored = { mode: null, theme: null };
  for (let i = 0; i < 2000; i += 1) {
    const state = { ...view(dice), theme: "paper" };
    const framed = { ...start, ...readQuery(embedQuery(state), index) };
    assert.equal(framed.mode, "embed");
    assert.deepEqual({ ...framed, ...ignored }, { ...state, ...ignored }, embedQuery(state));
    const full = { ...start, ...readQuery(fullQuery(framed), index) };
    assert.deepEqual({ ...full, ...ignored }, { ...state, ...ignored }, fullQuery(framed));
  }
});

const ODD = [
  "", "NaN", "Infinity", "-0", "1e99", "99999999999", "1917-1956", "1956-1917", "0000-9999", "<img src=x onerror=alert(1)>",
  "javascript:alert(1)", "__proto__", "constructor", "toString", "hasOwnProperty", "%00", "\u0000", "\ud800", "'\"`", "../..",
  "kerch,baku,kerch", ",,,", "evacuees,children,evacuees", "a".repeat(5000), "1932", "kk", "embed", "kiosk", "story", "2", "-1", "1",
];

/** What must be true of any state whatever it was made from. */
function assertSound(state, said) {
  const inside = (year) => Number.isInteger(year) && YEARS[0] <= year && year <= YEARS[1];
  assert.deepEqual(Object.keys(state).sort(), Object.keys(start).sort(), said);
  assert.ok(inside(state.year), said);
  assert.ok(state.compare === null || inside(state.compare), said);
  assert.ok(state.span === null || (state.span.every(inside) && state.span[0] <= state.year && state.year <= state.span[1]), said);
  assert.ok(MODES.includes(state.mode) && THEMES.includes(state.theme) && index.meta.languages.includes(state.lang), said);
  for (const [list, known] of [["cat", CATEGORIES], ["nat", NATIONS], ["status", STATUSES], ["lives", IDS]]) {
    assert.ok(state[list].every((id) => known.includes(id)) && new Set(state[list]).size === state[list].length, said);
  }
  for (const key of ["from", "to", "place", "move", "person", "event"]) assert.ok(state[key] === null || state[key] === undefined || IDS.includes(state[key]), said);
  assert.equal({}.polluted, undefined);
}

test("no query makes a view that is none, and reading twice is reading once", () => {
  const dice = chance(1919);
  const keys = [...KEYS, "mode", "theme", "link", "__proto__", "constructor", "polluted", "year"];
  for (let i = 0; i < 5000; i += 1) {
    const parts = Array.from({ length: dice.whole(0, 6) }, () => {
      const value = dice.one([...ODD, ...IDS]);
      return `${dice.one(keys)}=${dice.yes() ? value.replaceAll("&", "") : encodeURIComponent(value.toWellFormed())}`;
    });
    const query = `?${parts.join("&")}`;
    const state = { ...start, ...readQuery(query, index) };
    assertSound(state, query);
    if (!["kiosk", "embed"].includes(state.mode)) {
      const again = { ...start, ...readQuery(writeQuery(state, start), index) };
      assert.deepEqual({ ...again, place: again.place ?? null }, { ...state, place: state.place ?? null }, query);
    }
  }
});

test("no message from the page around a frame makes a view that is none", () => {
  const dice = chance(1920);
  const values = [
    ...ODD, ...IDS, null, undefined, NaN, Infinity, -1, 1e308, 1932, true, {}, [], [["kerch"]], { toString: 1 }, [NaN, null, "evacuees"],
    Array(200_000).fill("evacuees"), "x".repeat(1_000_000), new Date(NaN), new Map([["year", 1]]), 10n,
  ];
  const poisoned = JSON.parse('{"type":"zholdar:set","__proto__":{"polluted":1,"year":1950},"constructor":{"prototype":{"polluted":1}}}');
  assert.deepEqual(patchFrom(poisoned, index), {}, "only own, known keys count");
  for (let i = 0; i < 3000; i += 1) {
    const message = { type: dice.yes(0.9) ? "zholdar:set" : dice.one(values) };
    for (const key of dice.some([...KEYS, "mode", "theme", "screen", "playing", "speed", "polluted"], 8)) message[key] = dice.one(values);
    const patch = patchFrom(message, index);
    if (message.type !== "zholdar:set") assert.equal(patch, null);
    else {
      const said = Object.keys(message).join();
      assertSound({ ...start, mode: "embed", ...patch }, said);
      for (const key of ["mode", "theme", "screen", "playing", "speed"]) {
        assert.ok(!Object.hasOwn(patch, key) || (key === "playing" && patch.story), said);
      }
    }
  }
});

test("what is too long to be a value is not one: it changes nothing", () => {
  const long = { type: "zholdar:set", cat: Array(101).fill("evacuees"), place: "k".repeat(601) };
  assert.deepEqual(patchFrom(long, index), {});
});

const UNITS = ["persons", "families", "arrests"];
const QUALIFIERS = ["exact", "approx", "at_least", "disputed", undefined];

/** Movements by chance: wholes, parts of parts, plans, alternatives. */
function movementsBy(dice) {
  const made = [];
  for (let i = dice.whole(1, 14); i > 0; i -= 1) {
    const from = dice.whole(...YEARS);
    const count = dice.whole(0, 5000);
    const figure = dice.one([{ count }, { countLow: count, countHigh: count + dice.whole(0, 900) }, {}, { count, countHigh: count + 5 }]);
    made.push(move(`m-${made.length}`, {
      ...figure, unit: dice.one(UNITS), qualifier: dice.one(QUALIFIERS), status: dice.one(["happened", "happened", ...STATUSES]),
      category: dice.one(CATEGORIES), yearFrom: from, yearTo: dice.whole(from, Math.min(YEARS[1], from + 6)),
      ...(made.length && dice.yes(0.4) ? { partOf: dice.one(made).id } : {}),
      ...(dice.yes(0.2) ? { alternative: dice.whole(0, 2) } : {}),
    }));
  }
  return made;
}

const whole = { ...start, span: YEARS };
const totalOf = (movements, state) => {
  const { low: least, high: most } = totalNow(buildIndex(bundleOf({ movements })), state);
  return [least, most];
};

test("a total holds no part, no plan, no disputed figure and nothing but people, each alternative once", () => {
  const dice = chance(1921);
  for (let i = 0; i < 1500; i += 1) {
    const movements = movementsBy(dice);
    const counted = movements.filter((m) =>
      m.status === "happened" && m.partOf === undefined && m.unit === "persons" && m.qualifier !== "disputed" && low(m) !== undefined);
    const groups = groupBy(counted, (m) => [m.alternative ?? m.id]);
    let [least, most] = [0, 0];
    for (const group of groups.values()) {
      least += Math.min(...group.map(low));
      most += Math.max(...group.map(high));
    }
    assert.deepEqual(totalOf(movements, whole), [least, most]);
    // The bars of the timeline hold the same people, spread over their years.
    const bars = series(buildIndex(bundleOf({ movements })), whole);
    assert.ok(Math.abs(bars.reduce((sum, bar) => sum + bar.low, 0) - least) < 1e-6);
    assert.ok(Math.abs(bars.reduce((sum, bar) => sum + bar.high, 0) - most) < 1e-6);
  }
});

test("one more part, or plan, never changes a total or a bar", () => {
  const dice = chance(1922);
  for (let i = 0; i < 1500; i += 1) {
    const movements = movementsBy(dice);
    const state = dice.yes() ? whole : { ...start, year: dice.whole(...YEARS), cat: dice.some(CATEGORIES) };
    const before = totalOf(movements, state);
    const bars = series(buildIndex(bundleOf({ movements })), state);
    const year = dice.whole(...YEARS);
    const added = move("m-new", { count: dice.whole(1, 9999), yearFrom: year, yearTo: year, category: dice.one(CATEGORIES) });
    for (const extra of [{ partOf: dice.one(movements).id }, ...STATUSES.map((status) => ({ status }))]) {
      const more = [...movements, { ...added, ...extra }];
      assert.deepEqual(totalOf(more, state), before);
      assert.deepEqual(series(buildIndex(bundleOf({ movements: more })), state), bars);
      assert.deepEqual(totalOf(more, { ...state, status: STATUSES }), before, "nor when plans are shown");
    }
  }
});

test("alternatives are a range that holds each of them, never their sum", () => {
  const dice = chance(1923);
  for (let i = 0; i < 1000; i += 1) {
    const counts = Array.from({ length: dice.whole(2, 5) }, () => dice.whole(0, 20_000));
    const rivals = counts.map((count, n) => move(`m-${n}`, { count, alternative: 7 }));
    const [least, most] = totalOf(rivals, whole);
    assert.deepEqual([least, most], [Math.min(...counts), Math.max(...counts)]);
    const [flow, ...others] = flowsNow(buildIndex(bundleOf({ movements: rivals })), whole);
    assert.equal(others.length, 0);
    assert.deepEqual([flow.low, flow.high], [least, most]);
    assert.deepEqual(flow.ids, rivals.map(({ id }) => id), "all of them are named");
    const figures = rivals.map((m) => ({ ...m, id: m.id.replace("m", "p"), place: "kerch", yearFrom: 1930, yearTo: 1930 }));
    const figure = figureAt(buildIndex(bundleOf({ populations: figures })), { ...start, year: 1930 }, "kerch");
    assert.deepEqual([figure.low, figure.high], [least, most]);
  }
});

test("dots of a whole and of its visible parts together are never more than the whole", () => {
  const dice = chance(1924);
  for (let i = 0; i < 1000; i += 1) {
    const count = dice.whole(10, 5000);
    const parts = Array.from({ length: dice.whole(0, 4) }, (_, n) =>
      move(`m-part-${n}`, { count: dice.whole(0, Math.floor(count / 4)), partOf: "m-whole" }));
    const flows = flowsNow(buildIndex(bundleOf({ movements: [move("m-whole", { count }), ...parts] })), whole);
    assert.equal(flows.reduce((sum, flow) => sum + flow.dots[1], 0), count);
  }
});

test("records named like what every object has are records like others", () => {
  const odd = bundleOf({ movements: [move("constructor")] });
  odd.citations = JSON.parse('{"__proto__": [{"page": 3}]}');
  const found = buildIndex(odd);
  assert.equal(found.citations.constructor, undefined, "no page, and not the constructor of all objects");
  assert.equal(found.citations.__proto__[0].page, 3);
  assert.equal(found.movements.get("constructor").id, "constructor");
});
