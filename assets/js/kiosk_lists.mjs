// What stands behind the kiosk's doors: the lives, places and stories that can be told there. Pure.

import { nameAt } from "./atlas_index.mjs";
import { countsPeople } from "./figures.mjs";

/** Entries of a list shown together. */
export const PER_PAGE = 12;
const FEWEST_STOPS = 2;
const PLACES = 36;

const text = (words, lang) => words?.[lang] ?? words?.en ?? "";

function located(index, id) {
  const place = index.places.get(id);
  return Boolean(place && place.lon !== undefined && place.kind !== "country");
}

/** Lives with at least two stops on the map, by name. */
export function lives(index, lang) {
  return [...index.people.values()]
    .filter((person) => person.stops.filter((stop) => located(index, stop.place)).length >= FEWEST_STOPS)
    .map((person) => ({ id: person.id, title: text(person.name, lang), lead: text(person.occupation, lang) }))
    .sort((a, b) => a.title.localeCompare(b.title, lang));
}

/** Places of which most is recorded, by name. */
export function places(index, lang, year) {
  const weight = ({ id }) =>
    2 * (index.populationsAt.get(id)?.length ?? 0) + (index.notesAt.get(id)?.length ?? 0) +
    (index.movementsAt.get(id)?.length ?? 0);
  return [...index.places.values()]
    .filter((place) => place.lon !== undefined && !index.areas.has(place.kind))
    .filter(({ id }) => index.notesAt.has(id) || index.populationsAt.get(id)?.some(countsPeople))
    .sort((a, b) => weight(b) - weight(a) || a.id.localeCompare(b.id))
    .slice(0, PLACES)
    .map((place) => ({ id: place.id, title: nameAt(place, year, lang), kind: place.kind }))
    .sort((a, b) => a.title.localeCompare(b.title, lang));
}

/** All stories in their order. */
export function stories(index, lang) {
  return [...index.stories.values()].map((story) => ({ id: story.id, title: text(story.title, lang) }));
}

/** The life of the day: those with most stations take turns. */
export function lifeOfDay(index, now) {
  const stations = (person) => person.stops.filter((stop) => located(index, stop.place)).length;
  const rich = [...index.people.values()]
    .filter((person) => stations(person) >= 4)
    .sort((a, b) => a.id.localeCompare(b.id));
  if (!rich.length) return null;
  const day = Math.floor((now - new Date(now).getTimezoneOffset() * 60_000) / 86_400_000);
  return rich[day % rich.length].id;
}

/** Entries of one page of a list. */
export const onPage = (entries, page) => entries.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
export const pageCount = (entries) => Math.max(1, Math.ceil(entries.length / PER_PAGE));
