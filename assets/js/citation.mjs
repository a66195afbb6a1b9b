// "Cite this": a record or the present view as plain text, BibTeX and CSL-JSON. Pure.

import { nameAt } from "./atlas_index.mjs";
import { word } from "./words.mjs";

/** Most references that are written out; of more, their numbers in the atlas's list of sources. */
const MOST_WRITTEN = 5;
/** Kinds of records that have a card, and what they are called. */
export const KIND_WORDS = {
  place: word("place"),
  person: word("person"),
  move: word("movement"),
  event: word("event"),
  source: word("source"),
  view: word("view"),
};

// What TeX would read as a command; letters of any script stay, as UTF-8.
const TEX = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", $: "\\$", "#": "\\#", _: "\\_",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
};

/** Text that means the same inside a BibTeX field. */
export function tex(text) {
  return String(text).replace(/\s+/g, " ").replace(/[\\{}&%$#_~^]/g, (letter) => TEX[letter]);
}

/** Pages as a reader writes them: "12, 68–70". */
export function sayPages(pages) {
  const sorted = [...new Set(pages.map(Number))].filter((page) => page > 0).sort((a, b) => a - b);
  const runs = [];
  for (const page of sorted) {
    const run = runs.at(-1);
    if (run && page === run[1] + 1) run[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([a, b]) => (a === b ? `${a}` : `${a}\u2013${b}`)).join(", ");
}

/** Ids of the records that a card shows. */
export function recordsOf(index, kind, id) {
  if (kind !== "place") return [id];
  const groups = [index.populationsAt, index.movementsAt, index.eventsAt, index.notesAt];
  return [id, ...groups.flatMap((group) => (group.get(id) ?? []).map((record) => record.id))];
}

/** The reference of one of the author's sources in words; empty where it is not printed. */
export function sayReference(source) {
  return source ? [source.title, source.reference, source.archive, source.year].filter(Boolean).join(". ") : "";
}

/** Folios as a reader's language writes them: "25-28v" of the table as 25–28v, in Russian 25–28 об. */
export function sayFolios(folios, t) {
  return folios.replaceAll("-", "\u2013").replace(/(\d)v\b/g, (verso, digit) => t("{n}v").replace("{n}", digit));
}

/**
 * The author's references behind some records, each once, with all its folios.
 * @returns {{number: string, folios: string[], text: string}[]}
 */
export function referencesOf(index, ids) {
  const found = new Map();
  for (const id of ids) {
    for (const { source, folios } of index.citations[id] ?? []) {
      const numbers = (source ?? "").split(";").filter(Boolean);
      for (const number of numbers) {
        if (!found.has(number)) found.set(number, { number, folios: [], text: sayReference(index.sources.get(number)) });
        // Folios of a citation with several sources are not said to be of one of them.
        const { folios: known } = found.get(number);
        if (folios && numbers.length === 1 && !known.includes(folios)) known.push(folios);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.number.localeCompare(b.number, "en", { numeric: true }));
}

function titleOf(index, kind, id, { year, lang }) {
  const said = (words) => words?.[lang] ?? words?.en ?? id;
  if (kind === "place") return nameAt(index.places.get(id), year, lang);
  if (kind === "person") return said(index.people.get(id).name);
  if (kind === "move") return said(index.movements.get(id).label);
  if (kind === "event") return said(index.events.get(id).title);
  return sayReference(index.sources.get(id)) || `[${id}]`;
}

/**
 * What a citation of a record names.
 * @param {object} index
 * @param {{kind: string, id: string, state: {year: number, lang: string}, base: string, today: string}} what `base`
 *   is the atlas's address, `today` the day of access, YYYY-MM-DD
 */
export function recordFacts(index, { kind, id, state, base, today }) {
  const source = kind === "source";
  const rests = source
    ? Object.entries(index.citations).filter(([, cited]) => cited.some((c) => (c.source ?? "").split(";").includes(id))).map(([record]) => record)
    : recordsOf(index, kind, id);
  const cited = rests.flatMap((record) => index.citations[record] ?? []);
  const pages = source ? cited.filter((c) => (c.source ?? "").split(";").includes(id)) : cited;
  return {
    ...common(index, state, today),
    kind,
    id,
    title: titleOf(index, kind, id, state),
    // A source has no card of its own: its row is in the table.
    url: source ? new URL("data/sources.csv", base).href : `${base}?${kind}=${encodeURIComponent(id)}`,
    pages: sayPages(pages.map((c) => c.page)),
    references: source ? [] : referencesOf(index, rests),
  };
}

/**
 * What a citation of the present view names.
 * @param {{title: string, ids: string[], url: string, state: object, today: string}} what records shown
 */
export function viewFacts(index, { title, ids, url, state, today }) {
  return {
    ...common(index, state, today),
    kind: "view",
    id: "",
    title,
    url,
    pages: sayPages(ids.flatMap((id) => index.citations[id] ?? []).map((c) => c.page)),
    references: referencesOf(index, ids),
  };
}

function common(index, { lang }, accessed) {
  const { title, version, built, creator, source } = index.meta.edition;
  return { atlas: title, version, built, creator, source, lang, accessed };
}

/** The references as one text: written out if they are few, else as numbers. */
export function sayReferences(references, t) {
  const short = ({ number, folios }) => `[${[number, ...folios.map((folio) => sayFolios(folio, t))].join(", ")}]`;
  if (references.length > MOST_WRITTEN) return references.map(short).join(" ");
  return references.map((reference) => [short(reference), reference.text].filter(Boolean).join(" ")).join("; ");
}

/** What the citation rests on: printed pages, and the author's references. */
function evidence(facts, t) {
  const { pages, references, source } = facts;
  const from = t("Source: {source}").replace("{source}", source);
  const printed = t("p. {n}").replace("{n}", pages);
  return [
    source ? [from, pages ? printed : null].filter(Boolean).join(", ") : null,
    references.length ? t("The author's references: {list}").replace("{list}", sayReferences(references, t)) : null,
  ].filter(Boolean);
}

/** "place, record magnitogorsk" */
function record({ kind, id }, t) {
  const numbered = t("record {id}").replace("{id}", id);
  return [t(KIND_WORDS[kind]), id ? numbered : null].filter(Boolean).join(", ");
}

/** A citation as plain text, in the interface's language. */
export function plainText(facts, t) {
  const { creator, title, atlas, version, built, url, accessed } = facts;
  const where = [atlas, t("version {n}").replace("{n}", version), built].filter(Boolean).join(", ");
  const seen = t("accessed {date}").replace("{date}", accessed);
  const sentences = [
    creator,
    `${title} (${record(facts, t)})`,
    where,
    `${url} (${seen})`,
    ...evidence(facts, t),
  ];
  return sentences.map((sentence) => (/[.!?\u2026]$/.test(sentence) ? sentence : `${sentence}.`)).join(" ");
}

/** Key of a citation in a list of references: plain letters, digits and hyphens. */
export function keyOf({ kind, id, url }) {
  const rest = id || new URL(url).search.slice(1);
  return ["zholdar", kind, rest].join("-").replace(/[^A-Za-z0-9]+/g, "-").replace(/-+$/, "").slice(0, 60);
}

/** A citation as a BibTeX entry, UTF-8. */
export function bibtex(facts, t) {
  const { creator, title, atlas, version, built, url, accessed, lang } = facts;
  const edition = t("version {n}").replace("{n}", version);
  const fields = {
    author: `{${tex(creator)}}`,
    title: `{${tex(title)}}`,
    howpublished: tex(`${atlas}, ${edition}`),
    year: built?.slice(0, 4),
    version: tex(version),
    // \url reads its argument letter by letter; only braces would end it.
    url: url.replaceAll("{", "%7B").replaceAll("}", "%7D"),
    urldate: accessed,
    langid: { en: "english", kk: "kazakh", ru: "russian" }[lang],
    note: tex([record(facts, t), ...evidence(facts, t)].join(". ")),
  };
  const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${keyOf(facts)},\n${lines.join(",\n")}\n}\n`;
}

/** A date as CSL has it. */
const parts = (day) => ({ "date-parts": [day.split("-").map(Number)] });

/** A citation as CSL-JSON (csl-data.json of citationstyles.org): a list with one item. */
export function cslJson(facts, t) {
  const { creator, title, atlas, version, built, url, accessed, lang, kind, pages, references } = facts;
  const item = {
    id: keyOf(facts),
    type: kind === "view" ? "map" : "entry",
    title,
    "container-title": atlas,
    author: [{ literal: creator }],
    version,
    ...(built ? { issued: parts(built) } : {}),
    accessed: parts(accessed),
    URL: url,
    language: lang,
    ...(references.length ? { references: sayReferences(references, t) } : {}),
    note: [record(facts, t), ...evidence({ ...facts, references: [] }, t)].join(". "),
    ...(pages ? { custom: { source_pages: pages } } : {}),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
