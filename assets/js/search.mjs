// Finding places, people, movements, events, peoples, archives and works by any of their names, in three scripts, with
// typing errors forgiven. The index is MiniSearch's; this module says what is indexed and how words are folded.

import { archivesOf } from "./sources.mjs";
import { ARCHIVES } from "./vocabulary.mjs";

const KAZAKH = { ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и", ё: "е" };

/** A word as it is compared: lower case, no accents, Kazakh letters as their Russian neighbours. */
export function fold(term) {
  return term
    .toLocaleLowerCase("en")
    .replace(/[әғқңөұүһіё]/g, (letter) => KAZAKH[letter])
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
}

const texts = (value) => (value ? Object.values(value) : []);

/** A message in every language of the catalogues; the id is the English one. */
const spoken = (index, message) => [message, ...texts(index.texts).map((catalogue) => catalogue[message])];

/** The package's words for a people in every language; its code where it has none. */
function peoples(index, code) {
  const said = texts(index.texts).map((catalogue) => catalogue[`nationality:${code}`]).filter(Boolean);
  return said.length ? said : [code];
}

/** "Name (AP RF)" also as APRF, as people write it. */
const joined = (name) => [name, ...[...(name ?? "").matchAll(/\(([^)]+)\)/g)].map(([, short]) => short.replaceAll(" ", ""))];

/**
 * What can be found.
 * @param {object} index from atlas_index.mjs
 * @returns {{key, kind, id, names, about}[]} names weigh more than what is said about them
 */
export function documents(index) {
  const doc = (kind, id, names, about = []) => ({
    key: `${kind}:${id}`,
    kind,
    id,
    names: [...new Set(names.filter(Boolean))].join(" | "),
    about: about.filter(Boolean).join(" | "),
  });
  return [
    ...[...index.places.values()].filter(({ kind }) => kind !== "near").map((place) =>
      doc("place", place.id, [...texts(place.name), ...place.names.map(({ name }) => name), place.presentName])),
    ...[...index.people.values()].map((person) =>
      doc("person", person.id, texts(person.name), texts(person.occupation))),
    // Flows of a very large package have no words of their own.
    ...(index.levels ? [] : [...index.movements.values()]).map((move) => doc("move", move.id, [], texts(move.label))),
    ...[...index.events.values()].map((event) =>
      doc("event", event.id, texts(event.title), texts(event.text))),
    ...(index.nationalities ?? []).map((code) => doc("nat", code, peoples(index, code))),
    ...archivesOf(index).map((name) => doc("archive", name, spoken(index, ARCHIVES[name] ?? name).flatMap(joined))),
    ...[...(index.sources?.values() ?? [])].map((source) =>
      doc("source", source.id, [source.title, `[${source.id}]`], [source.archive, source.reference])),
  ];
}

/** Settings of MiniSearch for these documents. */
export const SETTINGS = {
  idField: "key",
  fields: ["names", "about"],
  storeFields: ["kind", "id"],
  processTerm: (term) => fold(term) || null,
  searchOptions: {
    boost: { names: 4 },
    // "Karlag" is first of all the place, then what happened to it.
    boostDocument: (key) => (/^(place|nat):/.test(key) ? 2 : 1),
    prefix: true,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    combineWith: "AND",
  },
};

const ORDER = ["place", "nat", "person", "event", "move", "archive", "source"];
const MOST = 5;

/**
 * Results by kind, the best of each first.
 * @param {{kind, id, score}[]} found
 * @returns {{kind: string, ids: string[]}[]} kinds without results are left out
 */
export function grouped(found, most = MOST) {
  const groups = ORDER.map((kind) => ({
    kind,
    best: Math.max(0, ...found.filter((hit) => hit.kind === kind).map((hit) => hit.score)),
    ids: found.filter((hit) => hit.kind === kind).slice(0, most).map((hit) => hit.id),
  }));
  return groups.filter(({ ids }) => ids.length).sort((a, b) => b.best - a.best);
}

/** Year to go to for a record: its own if it has one, else the year the visitor is in. */
export function yearFor(index, kind, id, year) {
  // Peoples, archives and works have no year of their own.
  const touching = ({
    place: () => [...(index.populationsAt.get(id) ?? []), ...(index.movementsAt.get(id) ?? [])],
    move: () => [index.movements.get(id)],
    event: () => [index.events.get(id)],
    person: () => index.people.get(id).stops,
  }[kind] ?? (() => []))();
  const dated = touching.filter((record) => record.yearFrom !== undefined);
  if (!dated.length || dated.some((r) => r.yearFrom <= year && year <= r.yearTo)) return year;
  const [first, last] = index.meta.years;
  const starts = dated.map((record) => record.yearFrom).filter((y) => first <= y && y <= last);
  return starts.length ? Math.min(...starts) : year;
}
