// The records as rows of a large table: what stands in each column, which rows the filters show, which are marked,
// and how they fall into groups. Pure: no drawing, no page.

import { nameAt, touches } from "./atlas_index.mjs";
import { distinct, shortCitation } from "./citation_view.mjs";
import { csvLines } from "./csv.mjs";
import { sayWhen } from "./dates.mjs";
import { low } from "./figures.mjs";
import { passes } from "./filters.mjs";
import { eventsNow, movementsNow } from "./selectors.mjs";
import { collator } from "./sorting.mjs";
import { livesOf, select, windowOf } from "./state.mjs";
import { sayCounted } from "./units.mjs";
import { named as wordOf } from "./package_words.mjs";
import { CERTAINTIES, EVENT_KINDS, QUALIFIERS, STATUSES } from "./vocabulary.mjs";
import { word } from "./words.mjs";

export const TABLES = ["movements", "populations", "events", "people", "sources"];
/** What a row is on the map and in the card; a source has no card. */
export const KIND = { movements: "move", populations: "place", events: "event", people: "person", sources: null };

/** Heads by field. `source` is in every table, and no reader can take it away. */
export const HEADS = {
  who: word("Who"),
  from: word("From"),
  to: word("To"),
  via: word("By way of"),
  place: word("Place"),
  places: word("Places"),
  when: word("Years"),
  count: word("How many"),
  qualifier: word("Kind of figure"),
  standing: word("Part of, or not carried out"),
  category: word("Category"),
  nationality: word("Nationality"),
  certainty: word("How certain"),
  title: word("Title"),
  kind: word("Kind of event"),
  text: word("Text"),
  name: word("Name"),
  born: word("Born"),
  died: word("Died"),
  occupation: word("Occupation"),
  number: word("Number"),
  reference: word("Reference"),
  archive: word("Archive"),
  year: word("Year"),
  cited: word("Records that cite it"),
  source: word("Says who"),
};
export const COLUMNS = {
  movements: ["who", "from", "to", "when", "count", "source", "standing", "via", "qualifier", "category", "nationality", "certainty"],
  populations: ["who", "place", "when", "count", "source", "standing", "qualifier", "category", "nationality"],
  events: ["title", "kind", "place", "when", "source", "text"],
  people: ["name", "born", "died", "nationality", "occupation", "places", "source", "text"],
  sources: ["number", "title", "reference", "archive", "year", "cited", "source"],
};
/** What rows may be gathered by. */
export const GROUPS = {
  movements: ["category", "nationality", "from", "to"],
  populations: ["category", "nationality", "place"],
  events: ["kind", "place"],
  people: ["nationality"],
  sources: ["archive"],
};

/** Fields in which order is a number's: the row holds it beside the words. */
export const NUMERIC = { when: "whenOrder", count: "countOrder", born: "born", died: "died", number: "numberOrder", year: "year", cited: "cited" };

/**
 * All rows of a table in the words of the language.
 * @param {object} index
 * @param {string} table one of TABLES
 * @param {string} lang
 * @param {(id: string) => string} t
 * @returns {{id: string, source: string, search: string}[]} other keys by COLUMNS; null where nothing is recorded
 */
export function rowsOf(index, table, lang, t) {
  const make = { movements: movementRow, populations: figureRow, events: eventRow, people: personRow };
  const context = { index, lang, t };
  const rows =
    table === "sources" ? sourceRows(context) : [...index[table].values()].map((record) => make[table](record, context));
  return rows.map((row) => ({ ...row, search: searchText(row, table) }));
}

const own = (text, lang) => text?.[lang] ?? text?.en ?? null;

function named(id, year, { index, lang }) {
  const place = index.places.get(id);
  return place ? nameAt(place, year ?? index.meta.years[0], lang) : null;
}

function nations(record, t) {
  const codes = record.nationality ?? [];
  return codes.length ? codes.map((code) => wordOf(t, "nationality", code)).join(", ") : null;
}

function said(id, { index, t }) {
  const all = distinct(index.citations[id] ?? []);
  return all.length ? all.map((citation) => shortCitation(citation, t)).join("; ") : t("no page recorded");
}

/** What a reader must know before adding a figure to another: of what whole it is a part, that it did not happen. */
function standing(record, { index, lang, t }) {
  const whole = record.partOf && (index.movements.get(record.partOf) ?? index.populations.get(record.partOf));
  const parts = [];
  if (record.status && record.status !== "happened") parts.push(t(STATUSES[record.status]));
  if (record.partOf) parts.push(t("Part of: {whole}").replace("{whole}", () => own(whole?.label, lang) ?? record.partOf));
  return parts.length ? parts.join(". ") : null;
}

function counted(record, context) {
  const { lang, t } = context;
  return {
    id: record.id,
    who: own(record.label, lang),
    when: sayWhen(record, lang, t) ?? null,
    whenOrder: record.yearFrom ?? null,
    count: sayCounted(record, lang, t),
    countOrder: low(record) ?? null,
    qualifier: record.qualifier ? t(QUALIFIERS[record.qualifier]) : null,
    standing: standing(record, context),
    category: wordOf(t, "category", record.category),
    nationality: nations(record, t),
    source: said(record.id, context),
    part: Boolean(record.partOf),
    unreal: record.status !== undefined && record.status !== "happened",
  };
}

function movementRow(record, context) {
  const { t } = context;
  const via = (record.via ?? []).map((id) => named(id, record.yearFrom, context)).filter(Boolean);
  return {
    ...counted(record, context),
    via: via.length ? via.join(", ") : null,
    from: named(record.origin, record.yearFrom, context),
    to: named(record.destination, record.yearFrom, context),
    certainty: CERTAINTIES[record.certainty] ? t(CERTAINTIES[record.certainty]) : null,
  };
}

function figureRow(record, context) {
  return { ...counted(record, context), place: named(record.place, record.yearFrom, context) };
}

function eventRow(record, context) {
  const { lang, t } = context;
  return {
    id: record.id,
    title: own(record.title, lang),
    kind: EVENT_KINDS[record.kind] ? t(EVENT_KINDS[record.kind]) : null,
    place: named(record.place, record.yearFrom, context),
    when: sayWhen(record, lang, t) ?? null,
    whenOrder: record.yearFrom ?? null,
    text: own(record.text, lang),
    source: said(record.id, context),
  };
}

function personRow(record, context) {
  const { lang, t } = context;
  const stops = record.stops.map((stop) => named(stop.place, stop.yearFrom, context)).filter(Boolean);
  return {
    id: record.id,
    name: own(record.name, lang),
    born: record.born ?? null,
    died: record.died ?? null,
    nationality: nations(record, t),
    occupation: own(record.occupation, lang),
    places: stops.length ? [...new Set(stops)].join(", ") : null,
    text: own(record.summary, lang),
    source: said(record.id, context),
  };
}

/** Sources with the records that rest on them, and the printed pages where the author names them. */
function sourceRows({ index, t }) {
  const cited = citedBy(index);
  return [...index.sources.values()].map((source) => {
    const uses = cited.get(String(source.id)) ?? [];
    const pages = [...new Set(uses.map(({ page }) => String(page)))].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    return {
      id: String(source.id),
      number: String(source.id),
      numberOrder: Number.parseInt(source.id, 10) || null,
      title: source.title ?? null,
      reference: source.reference ?? null,
      archive: source.archive ?? null,
      year: source.year ?? null,
      cited: new Set(uses.map(({ record }) => record)).size,
      source: pages.length ? t("p. {n}").replace("{n}", pages.join(", ")) : t("no page recorded"),
    };
  });
}

/** Source id to the records and pages that cite it. */
function citedBy(index) {
  const found = new Map();
  for (const [record, citations] of Object.entries(index.citations)) {
    for (const { source, page } of citations) {
      for (const id of String(source ?? "").split(";").filter(Boolean)) {
        if (!found.has(id)) found.set(id, []);
        found.get(id).push({ record, page });
      }
    }
  }
  return found;
}

const plain = (text) => String(text).toLowerCase().replaceAll("\u2009", " ");

function searchText(row, table) {
  return plain(COLUMNS[table].map((field) => row[field] ?? "").join("\n"));
}

/** Rows that hold every word of a query, whatever column it stands in. */
export function matching(rows, query) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return words.length ? rows.filter((row) => words.every((one) => row.search.includes(one))) : rows;
}

/**
 * Ids of the records that the year and the filters show.
 * @returns {Set<string>}
 */
export function shownIds(index, state, table) {
  const shown = windowOf(state);
  const ids = (records) => new Set(records.map(({ id }) => id));
  switch (table) {
    case "movements":
      return ids(movementsNow(index, state));
    case "populations":
      return ids([...index.populations.values()].filter((figure) => touches(figure, shown) && passes(figure, index, state)));
    case "events":
      return ids(eventsNow(index, state));
    case "people":
      return ids([...index.people.values()].filter((person) => {
        const nation = !state.nat.length || (person.nationality ?? []).some((code) => state.nat.includes(code));
        return nation && person.stops.some((stop) => touches(stop, shown));
      }));
    default: {
      const records = new Set(TABLES.slice(0, -1).flatMap((name) => [...shownIds(index, state, name)]));
      const sources = [...citedBy(index)].filter(([, uses]) => uses.some(({ record }) => records.has(record)));
      return new Set(sources.map(([id]) => id));
    }
  }
}

/** Movements and places of the map that records of a table stand for. */
function onMap(index, table, id) {
  const places = (ids) => ({ moves: [], places: ids.filter(Boolean) });
  switch (table) {
    case "movements":
      return { moves: [id], places: [] };
    case "populations":
    case "events":
      return places([index[table].get(id)?.place]);
    case "people":
      return places((index.people.get(id)?.stops ?? []).map((stop) => stop.place));
    default: {
      const records = (citedBy(index).get(id) ?? []).map(({ record }) => record);
      return {
        moves: records.filter((record) => index.movements.has(record)),
        places: records.map((record) => index.populations.get(record)?.place).filter(Boolean),
      };
    }
  }
}

/**
 * Patch that marks rows of a table on the map; no rows let go of whatever is selected.
 * @param {string[]} ids
 */
export function markRows(index, table, ids) {
  const found = ids.map((id) => onMap(index, table, id));
  const all = (key) => [...new Set(found.flatMap((one) => one[key]))];
  return { ...select(null, null), records: ids.length ? { table, ids } : null, moves: all("moves"), places: all("places") };
}

/**
 * Ids of the rows that the map's selection means: those marked here, else what belongs to the record selected.
 * @returns {Set<string>}
 */
export function markedIds(index, state, table) {
  if (state.records) return new Set(state.records.table === table ? state.records.ids : []);
  const { place } = state;
  const ids = (records) => (records ?? []).map(({ id }) => id);
  switch (table) {
    case "movements":
      return new Set([state.move, ...state.moves, ...(place ? ids(index.movementsAt.get(place)) : [])].filter(Boolean));
    case "populations":
      return new Set(place ? ids(index.populationsAt.get(place)) : []);
    case "events":
      return new Set([state.event, ...(place ? ids(index.eventsAt.get(place)) : [])].filter(Boolean));
    case "people":
      return new Set([...livesOf(state), ...(place ? ids(index.peopleAt.get(place)) : [])]);
    default:
      return new Set();
  }
}

/**
 * Rows in groups: each group's head, then its rows unless the group is closed. A record of two nationalities stands
 * under both names together, so that it is in the table once.
 * @param {object[]} rows
 * @param {string} field one of GROUPS, or "" for no groups
 * @param {Set<string>} closed names of groups
 * @param {{lang: string, missing: string}} words `missing` names the group of what is not recorded; it comes last
 * @returns {object[]} rows with `group` (its name) and `rank` (its place in the order); heads have `head` and `size`
 */
export function grouped(rows, field, closed, { lang, missing }) {
  if (!field) return rows;
  const found = new Map();
  for (const row of rows) {
    const name = row[field] ?? missing;
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(row);
  }
  const compare = collator(lang);
  const names = [...found.keys()].sort((a, b) => Number(a === missing) - Number(b === missing) || compare(a, b));
  return names.flatMap((group, rank) => {
    const inside = found.get(group);
    const head = { id: `head:${group}`, head: true, group, rank, size: inside.length, open: !closed.has(group) };
    return closed.has(group) ? [head] : [head, ...inside.map((row) => ({ ...row, group, rank }))];
  });
}

/**
 * Rows as CSV, heads first, with the record's id so that it can be found again.
 * @param {string[]} fields
 * @param {(id: string) => string} t
 */
export function toCsv(rows, fields, t) {
  const heads = ["id", ...fields.map((field) => t(HEADS[field]))];
  const lines = [heads, ...rows.map((row) => [row.id, ...fields.map((field) => row[field])])];
  return csvLines(lines);
}
