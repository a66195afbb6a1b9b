import assert from "node:assert/strict";
import { test } from "node:test";

import { buildIndex, nameAt, touches } from "../../assets/js/atlas_index.mjs";
import {
  arrivalsNow, documentedSpans, existsIn, figureAt, flowsNow, peoplePerDot, series, shadedOblasts, sitesNow, wholes,
} from "../../assets/js/selectors.mjs";
import { buildScenes } from "../../assets/js/scene.mjs";
import { movementRows } from "../../assets/js/twin.mjs";

const label = { en: "x", kk: "x", ru: "x" };
const move = (id, extra) => ({
  id, origin: "germany", destination: "plant", yearFrom: 1930, yearTo: 1930, count: 100, qualifier: "exact",
  unit: "persons", category: "foreign_specialists", status: "happened", line: [[10, 50], [59, 53]], label, ...extra,
});
const figure = (id, extra) => ({
  id, place: "plant", year: 1932, yearFrom: 1932, yearTo: 1932, count: 310, qualifier: "exact", unit: "persons",
  category: "foreign_specialists", label, ...extra,
});
const place = (id, kind, extra = {}) => ({ id, kind, name: { en: id }, names: [], lon: 50, lat: 50, ...extra });

function atlas(movements, populations = [], extra = {}) {
  return buildIndex({
    meta: {
      years: [1917, 1956], areas: ["country", "region", "oblast"],
      categories: [
        { id: "foreign_specialists", family: "work" },
        { id: "evacuees", family: "evac" },
      ],
    },
    texts: {}, citations: {}, base: {}, oblasts: [], events: [], notes: [], people: [], sources: [], conflicts: [],
    places: [place("germany", "country"), place("plant", "plant"), place("ussr", "country")],
    movements, populations, ...extra,
  });
}
const state = (extra = {}) => ({
  year: 1930, span: null, playing: false, lang: "en", cat: [], nat: [], from: null, to: null, between: false, status: [],
  counted: false, place: null, move: null, ...extra,
});

test("only what happened is drawn: plans and requests are not", () => {
  const index = atlas([move("a", {}), move("b", { status: "planned" }), move("c", { status: "refused" })]);
  assert.deepEqual(flowsNow(index, state()).map((flow) => flow.id), ["a"]);
});

test("a part and its whole show each person once as a dot", () => {
  const index = atlas([
    move("whole", { count: 752 }),
    move("part", { count: 449, partOf: "whole", destination: "plant" }),
  ]);
  const dots = Object.fromEntries(flowsNow(index, state()).map((flow) => [flow.id, flow.dots]));
  assert.deepEqual(dots, { whole: [303, 303], part: [449, 449] });
});

test("sums take wholes only, and of alternatives the lowest and the highest once", () => {
  const index = atlas([
    move("whole", { count: 700 }),
    move("part", { count: 300, partOf: "whole" }),
    move("other", { count: 442, alternative: 1 }),
    move("rival", { count: 700, alternative: 1 }),
    move("planned", { count: 5000, status: "planned" }),
    move("families", { count: 70, unit: "families" }),
    move("impossible", { count: 411523, qualifier: "disputed" }),
  ]);
  const entry = series(index, state()).find(({ year }) => year === 1930);
  assert.equal(entry.low, 1142);
  assert.equal(entry.high, 1400);
  assert.equal(wholes(index, state()).length, 2);
});

test("a figure for several years is spread and marked as spread", () => {
  const index = atlas([move("a", { count: 400, yearFrom: 1930, yearTo: 1933 })]);
  const years = series(index, state());
  const part = years.find(({ year }) => year === 1931).families.get("work");
  assert.deepEqual([part.low, part.spread], [100, 100]);
  assert.equal(years.find(({ year }) => year === 1934).low, 0);
});

test("no line without a recorded origin: such a movement is an arrival", () => {
  const index = atlas([move("a", { origin: undefined, line: undefined })]);
  assert.equal(flowsNow(index, state()).length, 0);
  assert.deepEqual(arrivalsNow(index, state()).map(({ id }) => id), ["a"]);
});

test("a site without a figure for the year has none; nothing is carried over", () => {
  const index = atlas([], [figure("p", {})]);
  assert.equal(figureAt(index, state({ year: 1933 }), "plant"), null);
  assert.equal(figureAt(index, state({ year: 1932 }), "plant").low, 310);
});

test("figures that contradict each other stand side by side as a range", () => {
  const index = atlas([], [figure("p", { alternative: 0 }), figure("q", { count: 400, alternative: 0 })]);
  const found = figureAt(index, state({ year: 1932 }), "plant");
  assert.deepEqual([found.low, found.high, found.alternatives], [310, 400, true]);
});

test("parts at the same place do not stand for the place", () => {
  const index = atlas([], [figure("whole", {}), figure("engineers", { count: 131, partOf: "whole" })]);
  const found = figureAt(index, state({ year: 1932 }), "plant");
  assert.deepEqual(found.records.map(({ id }) => id), ["whole"]);
});

test("one category filtered shows it alone", () => {
  const index = atlas([move("a", {}), move("b", { category: "evacuees" })]);
  assert.deepEqual(flowsNow(index, state({ cat: ["evacuees"] })).map(({ id }) => id), ["b"]);
});

test("sites appear while they are documented", () => {
  const index = atlas([], [figure("p", {})]);
  const spans = documentedSpans(index);
  assert.deepEqual(spans.get("plant"), [1932, 1932]);
  assert.equal(sitesNow(index, state({ year: 1932 }), spans).length, 1);
  assert.equal(sitesNow(index, state({ year: 1940 }), spans).length, 0);
  assert.equal(existsIn({ founded: 1931, closed: 1959 }, [1956, 1956], undefined), true);
  assert.equal(existsIn({}, [1930, 1930], undefined), false);
});

test("a stray number is no breakdown: oblasts shade from five figures on", () => {
  const oblasts = ["a", "b", "c", "d", "e", "f"].map((id) => ({ place: id, validFrom: 1939, validTo: 1944 }));
  const places = oblasts.map((o) => place(o.place, "oblast"));
  const figures = (n) => places.slice(0, n).map((p) => figure(`p-${p.id}`, { place: p.id, yearFrom: 1943, yearTo: 1943 }));
  const at = state({ year: 1943 });
  assert.equal(shadedOblasts(atlas([], figures(4), { oblasts, places }), at).length, 0);
  const shown = shadedOblasts(atlas([], figures(5), { oblasts, places }), at);
  assert.deepEqual(shown.map(({ figure: f }) => f === null), [false, false, false, false, false, true]);
});

test("records without years touch no year", () => {
  assert.equal(touches({}, [1930, 1930]), false);
  assert.equal(touches({ yearFrom: 1930, yearTo: 1933 }, [1933, 1940]), true);
});

test("the name of its time comes first", () => {
  const stalingrad = {
    name: { en: "Stalingrad" },
    names: [
      { lang: "en", name: "Tsaritsyn", yearTo: 1925 },
      { lang: "en", name: "Stalingrad", yearFrom: 1925, yearTo: 1961 },
    ],
  };
  assert.equal(nameAt(stalingrad, 1920, "en"), "Tsaritsyn");
  assert.equal(nameAt(stalingrad, 1925, "en"), "Stalingrad");
  assert.equal(nameAt(stalingrad, 1930, "ru"), "Stalingrad");
});

test("people per dot grows in round steps until the map is legible", () => {
  assert.equal(peoplePerDot([{ dots: [100, 148] }]), 1);
  assert.equal(peoplePerDot([{ dots: [9000, 13000] }]), 20);
});

test("the text twin lists the movements of the year, largest first", () => {
  const index = atlas([move("a", { count: 5 }), move("b", { count: undefined }), move("c", { count: 90 })]);
  assert.deepEqual(movementRows(index, state()).map(({ id }) => id), ["c", "a", "b"]);
});

test("a story's place is on the map in a year without its records; the symbol of the whole land is not", () => {
  const club = place("club", "club", { lon: 37, lat: 55 });
  const republic = place("republic", "country", { partOf: "ussr" });
  const town = place("town", "city", { partOf: "republic" });
  const half = place("gdr", "country", { partOf: "germany" });
  const countries = [place("germany", "country"), place("ussr", "country")];
  const index = atlas([], [], { places: [...countries, club, republic, town, half] });
  const view = { project: (at) => at, width: 100, height: 100, spans: documentedSpans(index), rings: () => [] };
  const sites = (extra) =>
    buildScenes(index, state({ moves: [], places: [], lives: [], compare: null, mode: "story", ...extra }), view)[0].sites;
  const marked = (extra) => sites(extra).filter((site) => site.selected).map((site) => site.place.id);
  assert.deepEqual(marked({ place: "germany" }), ["germany"]);
  assert.deepEqual(marked({ places: ["club"] }), ["club"]);
  for (const id of ["ussr", "republic"]) assert.deepEqual(marked({ place: id }), []);
  assert.deepEqual(marked({ place: "club", mode: "explore" }), []);
  const stop = { place: "club", yearFrom: 1929 };
  index.people.set("guest", { id: "guest", stops: [stop] });
  assert.deepEqual(marked({ person: "guest", places: ["club"] }), [], "a life that has come there marks it itself");
  stop.yearFrom = 1931;
  assert.deepEqual(marked({ person: "guest", places: ["club"] }), ["club"]);
});
