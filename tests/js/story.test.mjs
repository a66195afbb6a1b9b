import assert from "node:assert/strict";
import { test } from "node:test";

import { camerasOf, selectionPoints } from "../../assets/js/cameras.mjs";
import { progressOf, recordingType } from "../../assets/js/film.mjs";
import { layout, niceTop } from "../../assets/js/figure_chart.mjs";
import { activeFilters, isFiltered, passes, within } from "../../assets/js/filters.mjs";
import { lifeDiscs, lifePaths, reachedStops } from "../../assets/js/lives.mjs";
import { marksOf } from "../../assets/js/marks.mjs";
import { meaning } from "../../assets/js/presenter.mjs";
import { goTo, initialState, setSpan, windowOf } from "../../assets/js/state.mjs";
import { LEAVE, choicesOf, keySteps, neighbour, sayNumber, stepPatch, stepRow } from "../../assets/js/story.mjs";
import { stretch, yearAt } from "../../assets/js/timeline_brush.mjs";
import { patchFor, settingOf } from "../../assets/js/window_view.mjs";
import { sayTotal, sayWindow } from "../../assets/js/window_words.mjs";

const YEARS = [1917, 1956];
const meta = { years: YEARS, startYear: 1931, languages: ["en"] };
const state = (extra = {}) => ({ ...initialState(meta), ...extra });
const story = {
  id: "road",
  steps: [
    { year: 1929, figure: "774", camera: "fit", place: "kerch" },
    { year: 1941, span: "1941-1942", movements: ["m-1"], cat: ["evacuees"] },
    { year: 1942, figure: "442", choices: { en: "one | two | three" }, correct: 2 },
    { year: 1956, person: "koch" },
  ],
};

test("a step moves year, span, filters and what it points at together", () => {
  const patch = stepPatch(story, 2, YEARS);
  assert.deepEqual([patch.year, patch.span, patch.cat, patch.moves], [1941, [1941, 1942], ["evacuees"], ["m-1"]]);
  assert.deepEqual([patch.mode, patch.story, patch.step, patch.place], ["story", "road", 2, null]);
  assert.equal(stepPatch(story, 4, YEARS).person, "koch");
});

test("a step with a life points at its place beside it, and leaving lets go of the pointing", () => {
  const life = { steps: [{ year: 1941, person: "koch", place: "karlag" }] };
  const patch = stepPatch(life, 1, YEARS);
  assert.deepEqual([patch.person, patch.place, patch.places], ["koch", null, ["karlag"]]);
  assert.deepEqual({ ...state(), ...patch, ...LEAVE }.places, []);
});

test("a figure is written as the language does, years as they are", () => {
  assert.equal(sayNumber("100000", "en"), "100,000");
  assert.equal(sayNumber("35000-40000", "en"), "35,000\u201340,000");
  assert.equal(sayNumber("1919-1920", "ru"), "1919\u20131920");
  assert.equal(sayNumber("6000", "ru"), "6\u2009000");
  assert.equal(sayNumber("2426", "en"), "2,426");
  assert.equal(sayNumber("1938", "en"), "1938");
});

test("leaving keeps year and selection, and the way back", () => {
  const inside = { ...state(), ...stepPatch(story, 1, YEARS) };
  const left = { ...inside, ...LEAVE };
  assert.deepEqual([left.mode, left.year, left.place, left.story, left.step], ["explore", 1929, "kerch", "road", 1]);
});

test("steps end at both ends", () => {
  assert.equal(neighbour(story, 1, -1), null);
  assert.equal(neighbour(story, 4, 1), null);
  assert.equal(neighbour(story, 2, 1), 3);
});

test("choices, key steps, and a view as a row", () => {
  assert.deepEqual(choicesOf(story.steps[2], "kk"), ["one", "two", "three"]);
  assert.deepEqual(choicesOf(story.steps[0], "en"), []);
  assert.deepEqual(keySteps(story), [1, 2, 3]);
  const row = stepRow(state({ year: 1943, place: "kerch", moves: ["m-1"], move: "m-2" }), ["story_id", "year", "place", "movements", "text_en"]);
  assert.equal(row, "my_story,1943,kerch,m-1;m-2,");
});

test("a presenter's remote sends page keys", () => {
  assert.deepEqual(["PageDown", "PageUp", "b", "Escape", "x"].map(meaning), ["next", "back", "black", "leave", null]);
});

test("the window is the span at rest and the one year while the film plays", () => {
  assert.deepEqual(windowOf(state({ span: [1930, 1938] })), [1930, 1938]);
  assert.deepEqual(windowOf(state({ span: [1930, 1938], year: 1932, playing: true })), [1932, 1932]);
});

test("a span takes its ends in any order, holds the year, and is let go outside", () => {
  const patch = setSpan(state({ year: 1950 }), 1938, 1930, YEARS);
  assert.deepEqual([patch.span, patch.year], [[1930, 1938], 1938]);
  assert.equal(goTo(state({ span: [1930, 1938] }), 1940, YEARS).span, null);
  assert.equal(goTo(state({ span: [1930, 1938] }), 1935, YEARS).span, undefined);
});

test("four settings of one control", () => {
  for (const setting of ["year", "span", "whole", "compare"]) {
    assert.equal(settingOf(state(patchFor(setting, state(), YEARS)), YEARS), setting);
  }
  assert.equal(patchFor("compare", state({ year: 1950 }), YEARS).compare, 1940);
});

test("a tap on the strip moves the nearer end of the span", () => {
  assert.deepEqual(stretch([1930, 1940], 1920), [1920, 1940]);
  assert.deepEqual(stretch([1930, 1940], 1933), [1933, 1940]);
  assert.deepEqual(stretch([1930, 1940], 1938), [1930, 1938]);
  assert.deepEqual(stretch([1930, 1940], 1950), [1930, 1950]);
});

test("the brush finds the year under a finger", () => {
  const xOf = (year) => 10 + (year - 1917) * 20;
  assert.equal(yearAt(10 + 15 * 20 + 6, xOf, YEARS), 1932);
  assert.equal(yearAt(-50, xOf, YEARS), 1917);
  assert.equal(yearAt(9999, xOf, YEARS), 1956);
});

test("years and totals in words", () => {
  const t = (id) => id;
  assert.equal(sayWindow(state({ span: [1930, 1938] })), "1930\u20131938");
  assert.equal(sayTotal({ low: 442, high: 700 }, "en", t), "442\u2013700 people in movements of these years");
  assert.equal(sayTotal({ low: 0, high: 0 }, "en", t), "no movement with a number is documented");
});

const places = new Map([
  ["germany", { id: "germany", kind: "country", lon: 10, lat: 51, names: [], name: { en: "Germany" } }],
  ["erfurt", { id: "erfurt", kind: "city", partOf: "germany", lon: 11, lat: 51, names: [], name: { en: "Erfurt" } }],
  ["karlag", { id: "karlag", kind: "camp", lon: 73, lat: 49, names: [], name: { en: "Karlag" } }],
]);
const index = {
  places,
  movements: new Map([["m-1", { origin: "erfurt", destination: "karlag" }]]),
  events: new Map(),
  childrenOf: new Map([["germany", []]]),
  people: new Map([["koch", { id: "koch", stops: [
    { place: "erfurt", yearFrom: 1907, yearTo: 1907 },
    { place: "germany" },
    { place: "karlag", yearFrom: 1938, yearTo: 1947 },
  ] }]]),
};

test("filters know what lies inside what, and either direction", () => {
  assert.equal(within(index, "erfurt", "germany"), true);
  const move = { category: "x", origin: "erfurt", destination: "karlag", nationality: ["german"] };
  assert.equal(passes(move, index, state({ from: "germany" })), true);
  assert.equal(passes(move, index, state({ to: "germany" })), false);
  assert.equal(passes(move, index, state({ from: "karlag", to: "germany", between: true })), true);
  assert.equal(passes(move, index, state({ nat: ["polish"] })), false);
  assert.equal(passes(move, index, state({ counted: true })), false);
});

test("every filter in force is a chip that can be let go", () => {
  const filtered = state({ cat: ["a", "b"], nat: ["german"], from: "germany", counted: true });
  const chips = activeFilters(filtered);
  assert.equal(chips.length, 5);
  assert.deepEqual(chips[0].patch, { cat: ["b"] });
  const freed = chips.reduce((now, { kind, value }) => ({ ...now, ...activeFilters(now).find((c) => c.kind === kind && c.value === value).patch }), filtered);
  assert.equal(isFiltered(freed), false);
});

test("a life is reached as far as the years have come; undated stops go with the dated one before", () => {
  const { stops } = index.people.get("koch");
  assert.deepEqual(reachedStops(stops, 1930).map(({ reached }) => reached), [true, true, false]);
  const [life] = lifePaths(index, state({ person: "koch", year: 1940 }), { project: (p) => p });
  assert.deepEqual(life.points.map(({ number }) => number), [1, 3]);
});

test("stops that share a spot share a disc: the number is the last one reached, and never two", () => {
  const at = (number, x, reached) => ({ number, x, y: 0, reached });
  const numbers = (points) => lifeDiscs(points, 9).map(({ number }) => number);
  assert.deepEqual(numbers([at(1, 0, true), at(2, 50, true), at(3, 51, false), at(4, 1, false)]), [1, 2]);
  assert.deepEqual(numbers([at(1, 0, true), at(2, 3, true)]), [2]);
  assert.deepEqual(numbers([at(1, 0, true), at(2, 30, false), at(3, 31, false)]), [2, 1]);
});

test("views: presets are the package's, a selection has points", () => {
  const views = { meta: { map: { cameras: [{ id: "whole", points: [[9, 47], [88, 55]] }, { id: "near", points: [[1, 2], [3, 4]] }] } } };
  assert.deepEqual([...camerasOf(views).keys()], ["whole", "near"]);
  assert.equal(selectionPoints(index, state()), null);
  assert.equal(selectionPoints(index, state({ moves: ["m-1"] })).length, 4);
});

test("marks for the keyboard: most people first, only what is on screen", () => {
  const site = (id, x, high) => ({ place: { id }, x, y: 10, radius: 4, figure: high ? { high } : null });
  const scene = { sites: [site("a", 10, 5), site("b", 20, 50), site("c", -90, 999)], arrivals: [], flows: [], oblasts: [] };
  assert.deepEqual(marksOf(scene, { width: 100, height: 100 }).map(({ id }) => id), ["b", "a"]);
});

test("the small chart has a round scale and keeps ranges", () => {
  assert.equal(niceTop(764), 1000);
  assert.equal(niceTop(210), 250);
  const { marks } = layout([{ id: "p", yearFrom: 1926, yearTo: 1926, countLow: 148, countHigh: 200 }], [1920, 1930]);
  assert.ok(marks[0].yHigh < marks[0].y);
});

test("recording needs a browser that can", () => {
  assert.equal(recordingType(undefined), null);
  assert.equal(recordingType({ isTypeSupported: (type) => type === "video/webm" }), "video/webm");
  assert.equal(progressOf(1933, [1930, 1933]), 1);
});
