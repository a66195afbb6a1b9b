// The bundle, indexed once: records by id and by place, so that selectors are plain look-ups.

import { unpackPlaces } from "./columns.mjs";
import { createLevels } from "./levels.mjs";

/** Group `items` into a Map by every key that `keysOf` gives for an item. */
export function groupBy(items, keysOf) {
  const groups = new Map();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (key === undefined || key === null) continue;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
  }
  return groups;
}

const byId = (items) => new Map(items.map((item) => [item.id, item]));
const unique = (items) => [...new Set(items)];

/**
 * @param {object} bundle the atlas as the server sends it (geodata/bundle.py)
 */
export function buildIndex(bundle) {
  const index = indexRecords(bundle.aggregation ? { ...bundle, places: unpackPlaces(bundle) } : bundle);
  return bundle.aggregation ? withLevels(index, bundle) : index;
}

/** A very large package has levels of flows in place of its movements. */
function withLevels(index, bundle) {
  const levels = createLevels(bundle, index);
  const pages = (flow) => flow.largest.map(([record, page]) => ({ page, record }));
  return {
    ...index,
    levels,
    movements: levels.flows,
    movementsAt: { get: levels.at, has: (id) => levels.at(id) !== undefined },
    nationalities: unique([...index.nationalities, ...levels.nationalities]).sort(),
    // The pages of a flow are those of its largest movements.
    citations: new Proxy(index.citations, {
      get: (known, id) => known[id] ?? (levels.flows.has(id) ? pages(levels.flows.get(id)) : undefined),
    }),
  };
}

function indexRecords(bundle) {
  const families = new Map(bundle.meta.categories.map(({ id, family }) => [id, family]));
  const movements = byId(bundle.movements);
  const populations = byId(bundle.populations);
  return {
    meta: bundle.meta,
    texts: bundle.texts,
    families,
    // Kinds of places that are areas: they get no ring where no figure is recorded.
    areas: new Set(bundle.meta.areas),
    // Without what every object inherits: a record may be called "constructor".
    citations: Object.assign(Object.create(null), bundle.citations),
    places: byId(bundle.places),
    movements,
    populations,
    events: byId(bundle.events),
    notes: byId(bundle.notes),
    people: byId(bundle.people),
    sources: byId(bundle.sources),
    stories: byId(bundle.stories ?? []),
    abbreviations: bundle.abbreviations ?? [],
    oblasts: bundle.oblasts,
    base: bundle.base,
    nationalities: unique(
      [...bundle.movements, ...bundle.populations].flatMap((record) => record.nationality ?? []),
    ).sort(),
    childrenOf: groupBy(bundle.places, (place) => [place.partOf]),
    populationsAt: groupBy(bundle.populations, (figure) => [figure.place]),
    movementsAt: groupBy(bundle.movements, (move) =>
      unique([move.origin, move.destination, ...(move.via ?? [])]),
    ),
    partsOf: groupBy([...bundle.movements, ...bundle.populations], (record) => [record.partOf]),
    eventsAt: groupBy(bundle.events, (event) => [event.place]),
    notesAt: groupBy(bundle.notes, (note) => [note.place]),
    notesOn: groupBy(bundle.notes, (note) => [note.person]),
    peopleAt: groupBy(bundle.people, (person) => unique(person.stops.map((stop) => stop.place))),
    conflictsOf: groupBy(bundle.conflicts, (conflict) => conflict.records),
  };
}

/** Whether a record's years touch a window of years; records without years touch none. */
export function touches(record, [first, last]) {
  return record.yearFrom !== undefined && record.yearFrom <= last && first <= record.yearTo;
}

/** Name of a place in a year and language: the name of its time if one is known. */
export function nameAt(place, year, lang) {
  const fits = (name) =>
    name.lang === lang &&
    (name.yearFrom !== undefined || name.yearTo !== undefined) &&
    (name.yearFrom ?? -Infinity) <= year &&
    year < (name.yearTo ?? Infinity);
  return place.names.find(fits)?.name ?? place.name[lang] ?? place.name.en;
}
