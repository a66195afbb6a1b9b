// The bundle, indexed once: records by id and by place, so that selectors are plain look-ups.

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
  const families = new Map(bundle.meta.categories.map(({ id, family }) => [id, family]));
  const movements = byId(bundle.movements);
  const populations = byId(bundle.populations);
  return {
    meta: bundle.meta,
    texts: bundle.texts,
    families,
    // Kinds of places that are areas: they get no ring where no figure is recorded.
    areas: new Set(bundle.meta.areas),
    citations: bundle.citations,
    places: byId(bundle.places),
    movements,
    populations,
    events: byId(bundle.events),
    people: byId(bundle.people),
    sources: byId(bundle.sources),
    stories: byId(bundle.stories ?? []),
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
