import assert from "node:assert/strict";
import { test } from "node:test";

import { buildIndex } from "../../assets/js/atlas_index.mjs";
import { greatCircle } from "../../assets/js/columns.mjs";
import { readQuery } from "../../assets/js/query.mjs";
import { documents } from "../../assets/js/search.mjs";
import {
  arrivalsNow, categoryCounts, documentedSpans, flowsNow, movementsNow, series, sitesNow, totalNow,
} from "../../assets/js/selectors.mjs";
import { sayAdded } from "../../assets/js/told.mjs";

const CATEGORIES = [{ id: "work", family: "work" }, { id: "war", family: "evac" }];
const names = (id) => ({ en: id, ru: `${id}-ru` });

/** Columns of a level from rows [origin, destination, category, status, drawn, terms]. */
function level(name, closeness, rows) {
  const clusters = [...new Set(rows.flatMap(([a, b]) => [a, b]).filter(Boolean))];
  const at = (id) => (id ? clusters.indexOf(id) : -1);
  const terms = rows.flatMap((row) => row[5]);
  const column = (key, other = 0) => terms.map((term) => term[key] ?? other);
  return {
    name, closeness, clusters, firstYear: 1930,
    flows: {
      origin: rows.map(([a]) => at(a)), destination: rows.map(([, b]) => at(b)),
      category: rows.map((r) => r[2]), status: rows.map((r) => r[3]), drawn: rows.map((r) => r[4]),
      origins: rows.map(() => 3), destinations: rows.map(() => 2),
      largest: rows.map(() => [["m-1", 42]]), terms: rows.map((r) => r[5].length),
    },
    terms: {
      nationality: column("nation"), year: column("year"), span: column("span"), records: column("records", 1),
      silent: column("silent"), low: column("low"), more: column("more"), exact: column("exact", 1),
    },
  };
}

function atlas(most = 10) {
  const ids = ["poland", "russia", "ural", "iset", "lodz"];
  return buildIndex({
    meta: { years: [1930, 1940], categories: CATEGORIES, languages: ["en", "ru"] },
    texts: { ru: { "{place} and around": "{place} и окрестности" } },
    citations: {}, base: {}, oblasts: [], events: [], notes: [], people: [], sources: [], conflicts: [],
    places: [], movements: [], placeNames: {},
    populations: [{ id: "p", place: "iset", year: 1931, yearFrom: 1931, yearTo: 1931, count: 5, unit: "persons", qualifier: "exact", category: "work" }],
    placeColumns: {
      id: ids, kinds: ["country", "oblast", "town"], kind: [0, 0, 1, 2, 2], partOf: [-1, -1, 1, 2, 0],
      name: { en: ids, ru: ids.map((id) => names(id).ru) },
      lon: [19000, 60000, 61000, 60500, 19500], lat: [52000, 55000, 57000, 57000, 51800], scale: 1000,
      named: [2, 0, 0, 3, 1], seldom: { iset: { founded: 1930, note_en: "a note" } },
    },
    aggregation: {
      movements: 9, parts: 1, undated: 0, entries: 8, shown: { lines: most, rings: most }, categories: ["work", "war"],
      statuses: ["happened", "planned"], nationalities: ["", "polish"], near: { "iset~": 4 },
      levels: [
        level("country", 0, [
          ["poland", "russia", 0, 0, 1, [
            { year: 1, records: 4, silent: 1, low: 300, more: 20, exact: 0, nation: 1 }, { year: 1, span: 1, low: 50 }]],
          ["", "russia", 1, 0, 1, [{ year: 1, silent: 1 }]],
          ["russia", "russia", 0, 0, 1, [{ year: 1, low: 7 }]],
          ["poland", "russia", 1, 1, 1, [{ year: 1, silent: 1 }]],
        ]),
        level("region", 14, [["poland", "ural", 0, 0, 1, [{ year: 1, records: 4, silent: 1, low: 300, more: 20, nation: 1 }]]]),
        level("near", 40, [["lodz", "iset~", 0, 0, 1, [{ year: 1, low: 200, nation: 1 }]], ["", "iset~", 1, 0, 1, [{ year: 1, silent: 1 }]]]),
      ],
    },
  });
}
const state = (extra = {}) => ({
  year: 1931, span: null, playing: false, lang: "en", cat: [], nat: [], from: null, to: null, between: false, status: [],
  counted: false, place: null, move: null, compare: null, ...extra,
});
const t = (id) => id;

test("a flow adds up the terms of the year, and says so", () => {
  const index = atlas();
  const [flow] = flowsNow(index, state());
  assert.deepEqual([flow.id, flow.low, flow.high], ["country:poland:russia:work:happened", 350, 370]);
  assert.equal(flow.move.records, 5);
  assert.equal(flow.move.label.en, "work: 5 movements of the tables, added up");
  assert.equal(flow.move.qualifier, "approx");
  assert.equal(flowsNow(index, state({ year: 1932 }))[0].low, 50);
});

test("totals, chart and counts hold everything at every level", () => {
  const index = atlas();
  const all = [];
  for (const closeness of [8, 20, 60]) {
    index.levels.use(closeness);
    const bars = series(index, state()).map(({ low, high }) => [low, high]);
    all.push(JSON.stringify([totalNow(index, state()), bars, [...categoryCounts(index, state())]]));
  }
  assert.equal(new Set(all).size, 1);
  assert.deepEqual(totalNow(index, state()), { low: 357, high: 377, uncounted: 2 });
  // A term of two years is halved in the chart, and whole in the total.
  assert.deepEqual(series(index, state())[2], {
    year: 1932, low: 25, high: 25, families: new Map([["work", { low: 25, high: 25, spread: 25 }]]),
  });
});

test("plans are drawn when asked for and never added", () => {
  const index = atlas();
  const planned = flowsNow(index, state({ status: ["planned"] })).filter((flow) => flow.planned);
  assert.deepEqual(planned.map(({ high, dots }) => [high, dots]), [[undefined, [0, 0]]]);
  assert.deepEqual(totalNow(index, state({ status: ["planned"] })), totalNow(index, state()));
});

test("what stays inside one cluster is no line and no arrival, but is counted", () => {
  const index = atlas();
  assert.deepEqual(arrivalsNow(index, state()), []);
  assert.equal(movementsNow(index, state()).length, 1);
  assert.equal(index.levels.now(state()).rest.records, 2);
});

test("zooming takes another level, and the card of a place finds its flows at any", () => {
  const index = atlas();
  assert.equal(index.levels.use(13), false);
  assert.equal(index.levels.use(14), true);
  assert.equal(index.levels.name(), "region");
  assert.equal(index.movementsAt.get("iset~").length, 2);
  assert.equal(index.movementsAt.get("iset"), undefined);
  index.levels.use(900);
  assert.deepEqual(arrivalsNow(index, state()).map(({ destination }) => destination), ["iset~"]);
});

test("filters reach into the sums", () => {
  const index = atlas();
  assert.equal(totalNow(index, state({ nat: ["polish"] })).high, 320);
  assert.equal(totalNow(index, state({ cat: ["war"] })).high, 0);
  assert.equal(flowsNow(index, state({ counted: true }))[0].move.records, 4);
  assert.equal(totalNow(index, state({ from: "poland" })).low, 350);
  assert.deepEqual(readQuery("?from=poland&to=lodz", index).from, "poland");
  // A town is no end of the coarsest level: the filter could not be answered, and is not taken.
  assert.equal(readQuery("?to=lodz", index).to, undefined);
});

test("only so many flows a year are drawn, and the others are told", () => {
  const index = atlas(1);
  index.levels.use(60);
  const said = sayAdded(index, state(), t);
  assert.equal(said[0], "2 movements of these years, added up by places close together, drawn as 2 flows.");
  assert.equal(said[1], "5 movements more are not drawn here, with 157\u2013177 people.");
  assert.equal(said[2], "2 movements have no figure that can be added up.");
  assert.deepEqual(sayAdded({}, state(), t), []);
});

test("places keep what few of them have, and a cell is called after its best known place", () => {
  const index = atlas();
  const iset = index.places.get("iset");
  assert.deepEqual([iset.kind, iset.partOf, iset.lon, iset.founded, iset.note.en], ["town", "ural", 60.5, 1930, "a note"]);
  const near = index.places.get("iset~");
  assert.deepEqual([near.name.en, near.name.ru, near.members], ["iset and around", "iset-ru и окрестности", 4]);
  const found = documents(index).map(({ key }) => key);
  assert.ok(found.includes("place:iset") && !found.includes("place:iset~"));
  assert.ok(!found.some((key) => key.startsWith("move:")));
});

test("sites are the ends of what is drawn and places with a figure", () => {
  const index = atlas();
  index.levels.use(20);
  const sites = sitesNow(index, state(), documentedSpans(index));
  assert.deepEqual(sites.map(({ place, figure }) => [place.id, Boolean(figure)]).sort(), [["iset", true], ["ural", false]]);
});

test("a great circle begins and ends where it should and bows to the pole", () => {
  const line = greatCircle([10, 50], [90, 50]);
  assert.deepEqual([line[0], line.at(-1)], [[10, 50], [90, 50]]);
  assert.ok(Math.max(...line.map(([, lat]) => lat)) > 55);
  assert.deepEqual(greatCircle([1, 2], [1, 2]), [[1, 2], [1, 2]]);
});
