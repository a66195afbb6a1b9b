import assert from "node:assert/strict";
import { test } from "node:test";

import { advance, startClock } from "../../assets/js/clock.mjs";
import { belongsElsewhere, patchForKey } from "../../assets/js/keyboard.mjs";
import { readQuery, writeQuery } from "../../assets/js/query.mjs";
import { clampYear, createStore, initialState, select, selected, stepSpeed } from "../../assets/js/state.mjs";

const meta = {
  years: [1917, 1956],
  startYear: 1931,
  languages: ["en", "kk", "ru"],
  categories: [{ id: "evacuees" }, { id: "children" }],
};
const index = {
  meta,
  places: new Map([["magnitogorsk", {}]]),
  movements: new Map([["m-c077", {}]]),
  people: new Map([["koch", {}]]),
  events: new Map(),
};

test("the first visit follows the browser's language", () => {
  assert.equal(initialState(meta, ["de-DE", "kk-KZ", "en"]).lang, "kk");
  assert.equal(initialState(meta, ["fr"]).lang, "en");
});

test("a store tells only of changes", () => {
  const store = createStore({ year: 1931, lang: "en" });
  const seen = [];
  store.subscribe((state, previous) => seen.push([previous.year, state.year]));
  store.set({ year: 1931 });
  store.set({ year: 1932 });
  assert.deepEqual(seen, [[1931, 1932]]);
});

test("selecting one record lets go of the other", () => {
  const state = { ...initialState(meta), ...select("place", "magnitogorsk") };
  assert.deepEqual(selected(state), ["place", "magnitogorsk"]);
  assert.deepEqual(selected({ ...state, ...select("move", "m-c077") }), ["move", "m-c077"]);
  assert.equal(selected({ ...state, ...select(null, null) }), null);
});

test("the address says year and selection, and is read back", () => {
  const start = initialState(meta);
  const state = { ...start, year: 1943, lang: "ru", cat: ["evacuees"], place: "magnitogorsk" };
  const address = writeQuery(state, start);
  assert.equal(address, "?year=1943&lang=ru&cat=evacuees&place=magnitogorsk");
  assert.deepEqual({ ...start, ...readQuery(address, index) }, state);
});

test("bad parameters are ignored, years are brought into the atlas", () => {
  const address = "?year=2099&lang=xx&cat=evacuees,<b>&place=nowhere&move=m-c077&mode=root";
  assert.deepEqual(readQuery(address, index), {
    year: 1956,
    cat: ["evacuees"],
    ...select("move", "m-c077"),
  });
  assert.deepEqual(readQuery("?year=19e3&year=1932", index), {});
  assert.equal(clampYear(1900, meta.years), 1917);
});

test("keys move the year, play and let go", () => {
  const state = { ...initialState(meta), year: 1920 };
  const press = (key, shiftKey = false) => patchForKey({ key, shiftKey }, state, meta.years);
  assert.equal(press("ArrowRight").year, 1921);
  assert.equal(press("ArrowLeft", true).year, 1917);
  assert.equal(press("End").year, 1956);
  assert.equal(press(" ").playing, true);
  assert.equal(press("x"), null);
  assert.equal(press("Escape").place, null);
});

test("keys stay with fields and buttons that need them", () => {
  const event = (tagName, key, type) => ({ target: { tagName, type }, key });
  assert.equal(belongsElsewhere(event("INPUT", "a", "text")), true);
  assert.equal(belongsElsewhere(event("INPUT", "Home", "range")), false);
  assert.equal(belongsElsewhere(event("BUTTON", " ")), true);
  assert.equal(belongsElsewhere(event("BUTTON", "ArrowLeft")), false);
});

test("speed stops at both ends", () => {
  assert.equal(stepSpeed(0.5, -1), 0.5);
  assert.equal(stepSpeed(0.5, 1), 1);
  assert.equal(stepSpeed(4, 1), 4);
});

test("the clock: half a year in a second at half speed, and the end of the last year", () => {
  assert.deepEqual(advance(1930, 0.2, 0.5, 1956), { time: 1930.1, ended: false });
  assert.equal(advance(1956.9, 0.2, 4, 1956).ended, true);
});

test("a tab that slept does not skip years when it wakes", () => {
  assert.equal(advance(1930, 60, 1, 1956).time, 1930.25);
});

test("pausing and starting within one frame leaves one clock, not two", () => {
  const waiting = new Map();
  let next = 0;
  globalThis.requestAnimationFrame = (task) => {
    next += 1;
    waiting.set(next, task);
    return next;
  };
  globalThis.cancelAnimationFrame = (id) => waiting.delete(id);
  const store = createStore({ year: 1930, playing: false, speed: 1 });
  startClock(store, [1917, 1956], () => {});
  store.set({ playing: true });
  store.set({ playing: false });
  store.set({ playing: true });
  assert.equal(waiting.size, 1);
});
