// Works and files that the author cites, and what is cited from them. Pure; the reverse of `index.citations`.

import { groupBy } from "./atlas_index.mjs";

/** Names of the archives whose files are cited. */
export const archivesOf = (index) =>
  [...new Set([...(index.sources?.values() ?? [])].map(({ archive }) => archive).filter(Boolean))].sort();

/** Works and files of an archive, in the order of the bibliography. */
export const filesOf = (index, archive) =>
  [...index.sources.values()].filter((source) => source.archive === archive).sort((a, b) => Number(a.id) - Number(b.id));

/**
 * Records that rest on each work.
 * @returns {Map<string, {id: string, page: string}[]>} by source id, with the printed page of the first citation
 */
export function citedBy(index) {
  const all = Object.entries(index.citations).flatMap(([id, citations]) => {
    const seen = new Set();
    return citations.flatMap(({ source = "", page }) =>
      source.split(";").filter((name) => name && !seen.has(name) && seen.add(name)).map((name) => ({ source: name, id, page })));
  });
  return groupBy(all, ({ source }) => [source]);
}

/**
 * What a record is shown by: itself where it has a card, else the place or person it speaks of.
 * @returns {{kind: string, id: string}|null} null where no card shows it
 */
export function cardOf(index, id) {
  if (index.movements.has(id)) return { kind: "move", id };
  if (index.events.has(id)) return { kind: "event", id };
  if (index.people.has(id)) return { kind: "person", id };
  if (index.places.has(id)) return { kind: "place", id };
  const { place, person } = index.populations.get(id) ?? index.notes?.get(id) ?? {};
  if (index.places.has(place)) return { kind: "place", id: place };
  return index.people.has(person) ? { kind: "person", id: person } : null;
}
