// What is visible now: pure functions from the index and the state to marks, apart from all drawing.
// "Now" is the window of the state: one year, or a span of years shown together.

import { touches } from "./atlas_index.mjs";
import { countsPeople, high, low } from "./figures.mjs";
import { passes, passesOthers, statusPasses } from "./filters.mjs";
import { windowOf } from "./state.mjs";

/** Movements that touch the window and pass the filters. */
export function movementsNow(index, state) {
  if (index.levels) return index.levels.now(state).records;
  const shown = windowOf(state);
  return [...index.movements.values()].filter(
    (move) => statusPasses(move, state) && touches(move, shown) && passes(move, index, state),
  );
}

/**
 * Movements as flows to draw: alternatives between the same two ends become one flow with a lower
 * and a higher reading; dots of a whole leave out the people whom its visible parts already show.
 * @returns {{id, ids, move, low, high, dots: [number, number], family, planned: boolean}[]}
 */
export function flowsNow(index, state) {
  const moves = movementsNow(index, state).filter((move) => move.line);
  const byEnds = new Map();
  for (const move of moves) {
    const ends = `${move.origin}>${move.destination}`;
    const key = move.alternative === undefined ? move.id : `${ends}#${move.alternative}`;
    if (!byEnds.has(key)) byEnds.set(key, []);
    byEnds.get(key).push(move);
  }
  const shown = new Map(moves.map((move) => [move.id, move]));
  const covered = new Map();
  for (const move of moves) {
    const whole = nearestShown(move, shown, index.movements);
    if (whole && countsPeople(move)) covered.set(whole, (covered.get(whole) ?? 0) + low(move));
  }
  return [...byEnds.values()].map((group) => {
    const counted = group.filter(countsPeople);
    const first = group[0];
    const planned = first.status !== "happened";
    const from = counted.length ? Math.min(...counted.map(low)) : undefined;
    const to = counted.length ? Math.max(...counted.map(high)) : undefined;
    const gone = covered.get(first.id) ?? 0;
    const empty = from === undefined || planned;
    return {
      id: first.id,
      ids: group.map((move) => move.id),
      move: first,
      low: from,
      high: to,
      dots: empty ? [0, 0] : [Math.max(0, from - gone), Math.max(0, to - gone)],
      family: index.families.get(first.category),
      planned,
    };
  });
}

function nearestShown(move, shown, all) {
  for (let whole = all.get(move.partOf); whole; whole = all.get(whole.partOf)) {
    if (shown.has(whole.id)) return whole.id;
  }
  return undefined;
}

/** Arrivals whose origin nobody recorded, by destination. */
export function arrivalsNow(index, state) {
  return movementsNow(index, state).filter(
    (move) => !move.line && move.destination && move.status === "happened",
  );
}

/** The enclosing record's place is another one: the figure is a whole as far as its place goes. */
function wholeHere(figure, index) {
  return !figure.partOf || index.populations.get(figure.partOf)?.place !== figure.place;
}

/**
 * Figures of people documented at a place in the window; in a span, the largest one.
 * @returns {{low, high, records, leading, alternatives: boolean}|null} null: nothing recorded
 */
export function figureAt(index, state, placeId) {
  const shown = windowOf(state);
  const records = (index.populationsAt.get(placeId) ?? []).filter(
    (figure) =>
      countsPeople(figure) &&
      touches(figure, shown) &&
      passes(figure, index, state) &&
      wholeHere(figure, index),
  );
  if (!records.length) return null;
  const exact = records.filter((record) => record.yearFrom === record.yearTo);
  const used = exact.length ? exact : records;
  const largest = used.reduce((best, record) => (low(record) > low(best) ? record : best));
  const rivals = records.filter(
    (record) => record.alternative !== undefined && record.alternative === largest.alternative,
  );
  const readings = rivals.length > 1 ? rivals : [largest];
  return {
    low: Math.min(...readings.map(low)),
    high: Math.max(...readings.map(high)),
    records,
    leading: largest,
    alternatives: rivals.length > 1,
  };
}

/** Whether the sources place somebody here in or around the window, so that a ring may stand. */
export function existsIn(place, [first, last], span) {
  const from = Math.max(place.founded ?? -Infinity, span ? span[0] : -Infinity);
  const to = Math.min(place.closed ?? Infinity, span ? span[1] : Infinity);
  if (!span && place.founded === undefined) return false;
  return from <= last && first <= to;
}

/** First and last year with any record, for every place. */
export function documentedSpans(index) {
  const spans = new Map();
  const touch = (placeId, record) => {
    if (!placeId || record.yearFrom === undefined) return;
    const span = spans.get(placeId) ?? [record.yearFrom, record.yearTo];
    spans.set(placeId, [
      Math.min(span[0], record.yearFrom),
      Math.max(span[1], record.yearTo),
    ]);
  };
  for (const figure of index.populations.values()) touch(figure.place, figure);
  for (const move of index.movements.values()) {
    touch(move.origin, move);
    touch(move.destination, move);
  }
  for (const event of index.events.values()) touch(event.place, event);
  for (const [place, notes] of index.notesAt) for (const note of notes) touch(place, note);
  return spans;
}

/**
 * Sites to draw: discs where a figure is documented, rings where the place is documented without
 * one. A filter for kinds of records leaves only places that such a record names.
 * @returns {{place, figure, area: boolean}[]}
 */
export function sitesNow(index, state, spans) {
  const shown = windowOf(state);
  const narrow = state.nat.length || state.from || state.to || state.counted;
  const named = narrow ? namedPlaces(index, state) : null;
  const sites = [];
  for (const place of candidates(index, state)) {
    if (place.lon === undefined || place.kind === "country") continue;
    const figure = figureAt(index, state, place.id);
    if (index.areas.has(place.kind) && !(index.levels && !figure)) {
      if (figure) sites.push({ place, figure, area: true });
    } else if (figure || index.levels || (existsIn(place, shown, spans.get(place.id)) && (!named || named.has(place.id)))) {
      sites.push({ place, figure, area: false });
    }
  }
  return sites;
}

/** Places that may be drawn: all; of a very large package those with a figure and the ends of its flows. */
function candidates(index, state) {
  if (!index.levels) return index.places.values();
  const shown = windowOf(state);
  const ids = namedPlaces(index, state);
  for (const figure of index.populations.values()) if (touches(figure, shown)) ids.add(figure.place);
  return [...ids].map((id) => index.places.get(id)).filter(Boolean);
}

function namedPlaces(index, state) {
  return new Set(movementsNow(index, state).flatMap(({ origin, destination }) => [origin, destination]));
}

/**
 * Shaded oblasts of the year: only when at least five have a figure, so that a stray number does
 * not pass for a breakdown.
 * @returns {{oblast, figure}[]} every oblast of the time, figure null where none is recorded
 */
export function shadedOblasts(index, state) {
  const [first, last] = windowOf(state);
  // A breakdown belongs to one moment; a span holds several and is not shaded.
  if (first !== last) return [];
  const valid = index.oblasts.filter((o) => o.validFrom <= state.year && state.year <= o.validTo);
  const shaded = valid.map((oblast) => ({
    oblast,
    figure: figureAt(index, state, oblast.place),
  }));
  return shaded.filter(({ figure }) => figure).length >= 5 ? shaded : [];
}

/** The record whose total a breakdown by oblasts adds up to, or null. */
export function breakdownTotal(index, shaded) {
  const totals = shaded
    .filter(({ figure }) => figure)
    .map(({ figure }) => index.populations.get(figure.leading.partOf))
    .filter((total) => total && low(total) !== undefined);
  return totals.length && totals.every((total) => total === totals[0]) ? totals[0] : null;
}

/**
 * People documented on the move, per year and family; only wholes, alternatives once.
 * @returns {{year, families: Map<string, {low, high, spread}>, low, high}[]}
 */
export function series(index, state) {
  const [first, last] = index.meta.years;
  const years = Array.from({ length: last - first + 1 }, (_, i) => ({
    year: first + i,
    low: 0,
    high: 0,
    families: new Map(),
  }));
  visitWholes(index, state, (whole) => {
    const { from, to } = whole;
    const spread = to - from + 1;
    const least = whole.low / spread;
    const most = whole.high / spread;
    const family = index.families.get(whole.category);
    for (let year = Math.max(first, from); year <= Math.min(last, to); year += 1) {
      const entry = years[year - first];
      const bar = entry.families.get(family) ?? { low: 0, high: 0, spread: 0 };
      bar.low += least;
      bar.high += most;
      if (spread > 1) bar.spread += least;
      entry.families.set(family, bar);
      entry.low += least;
      entry.high += most;
    }
  });
  return years;
}

/** Visit everything that may be added up once: people of a span of years and a category. */
function visitWholes(index, state, visit) {
  if (index.levels) {
    index.levels.visitWholes(state, visit);
    return;
  }
  for (const group of wholes(index, state)) {
    visit({
      from: Math.min(...group.map((move) => move.yearFrom)),
      to: Math.max(...group.map((move) => move.yearTo)),
      low: Math.min(...group.map(low)),
      high: Math.max(...group.map(high)),
      category: group[0].category,
    });
  }
}

/** Movements that may be added up, alternatives grouped so that they count once. */
export function wholes(index, state) {
  const groups = new Map();
  for (const move of index.movements.values()) {
    const counted =
      move.status === "happened" && !move.partOf && countsPeople(move) && move.yearFrom !== undefined;
    if (!counted || !passes(move, index, state)) continue;
    const key = move.alternative === undefined ? move.id : `#${move.alternative}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(move);
  }
  return [...groups.values()];
}

/**
 * People documented on the move in the window: each whole once, with all its people if any of its
 * years lies inside.
 * @returns {{low: number, high: number, uncounted: number}} `uncounted` movements have no figure
 */
export function totalNow(index, state) {
  if (index.levels) return index.levels.total(state);
  const shown = windowOf(state);
  let [least, most] = [0, 0];
  for (const group of wholes(index, state)) {
    if (!group.some((move) => touches(move, shown))) continue;
    least += Math.min(...group.map(low));
    most += Math.max(...group.map(high));
  }
  const uncounted = movementsNow(index, state).filter(
    (move) => move.status === "happened" && low(move) === undefined,
  ).length;
  return { low: least, high: most, uncounted };
}

/** Number of records (movements and figures) of each category in the window, other filters kept. */
export function categoryCounts(index, state) {
  const shown = windowOf(state);
  const counts = new Map();
  if (index.levels) index.levels.countCategories(state, counts);
  for (const table of index.levels ? [index.populations] : [index.movements, index.populations]) {
    for (const record of table.values()) {
      if (!touches(record, shown) || !passesOthers(record, index, state)) continue;
      counts.set(record.category, (counts.get(record.category) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * What the window holds but no map can show: places that cannot be located, with their figures and
 * movements.
 * @returns {{place, records: number}[]} most records first
 */
export function unlocatedNow(index, state) {
  const shown = windowOf(state);
  const told = (record) => touches(record, shown) && passes(record, index, state);
  const found = [];
  for (const place of index.places.values()) {
    if (place.lon !== undefined) continue;
    const records = [
      ...(index.populationsAt.get(place.id) ?? []),
      ...(index.movementsAt.get(place.id) ?? []).filter((move) => statusPasses(move, state)),
    ].filter(told).length;
    const events = (index.eventsAt.get(place.id) ?? []).filter((event) => touches(event, shown)).length;
    if (records || events) found.push({ place, records: records + events });
  }
  return found.sort((a, b) => b.records - a.records);
}

/** Events of the window, by date. */
export function eventsNow(index, state) {
  const shown = windowOf(state);
  return [...index.events.values()]
    .filter((event) => touches(event, shown))
    .sort((a, b) => a.yearFrom - b.yearFrom || (a.date ?? "").localeCompare(b.date ?? ""));
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** N of "one dot = N people": the smallest round number that keeps the map under `most` dots. */
export function peoplePerDot(flows, most = 700) {
  const people = flows.reduce((sum, flow) => sum + flow.dots[1], 0);
  return STEPS.find((step) => people / step <= most) ?? STEPS.at(-1);
}
