// What the kiosk tells of a story, a life or a place, page by page: each page has a few sentences, and the patch
// that lets the map show them. Pure.

import { nameAt } from "./atlas_index.mjs";
import { conflictsOf } from "./card_parts.mjs";
import { countsPeople, formatNumber, high, sayFigure, sayYears } from "./figures.mjs";
import { NO_FILTERS } from "./filters.mjs";
import { figureAt } from "./selectors.mjs";
import { portions } from "./sentences.mjs";
import { clampYear, select } from "./state.mjs";
import { sayNumber, stepPatch } from "./story.mjs";
import { named } from "./package_words.mjs";
import { KINDS, TOPICS, UNITS } from "./vocabulary.mjs";

// Characters that fit beside a large figure, and without one.
const BESIDE_FIGURE = 220;
const ALONE = 330;
const NOTES = 8;

/**
 * @typedef {object} Page
 * @property {string} group pages of one group share a dot
 * @property {object} patch of the state
 * @property {string} camera preset, or "fit"
 * @property {string} title
 * @property {string} when
 * @property {string} [heading]
 * @property {string} [figure]
 * @property {string} [label]
 * @property {string} text
 * @property {string[]} records whose pages are cited
 */

const say = (words, lang) => words?.[lang] ?? words?.en ?? "";

/**
 * Pages of the screen a state is on; none for a screen that tells nothing.
 * @param {object} index
 * @param {object} state
 * @param {(id: string) => string} t
 * @returns {Page[]}
 */
export function pagesOf(index, state, t) {
  if (state.screen === "story" && index.stories.has(state.story)) return storyPages(index, state, t);
  if (state.screen === "life" && index.people.has(state.person)) return lifePages(index, state);
  if (state.screen === "place" && index.places.has(state.place)) return placePages(index, state, t);
  return [];
}

function storyPages(index, { story: id, lang }) {
  const story = index.stories.get(id);
  return story.steps.flatMap((step, i) => {
    const { mode: _, ...patch } = stepPatch(story, i + 1, index.meta.years);
    const parts = portions(say(step.text, lang), lang, step.figure ? BESIDE_FIGURE : ALONE);
    return parts.map((text) => ({
      group: String(i),
      patch,
      camera: step.camera,
      title: say(story.title, lang),
      when: step.span ? step.span.replace("-", "\u2013") : String(step.year),
      heading: say(step.title, lang),
      figure: step.figure ? sayNumber(step.figure, lang) : undefined,
      label: step.figure ? say(step.figureLabel, lang) : undefined,
      text,
      records: step.recordIds,
    }));
  });
}

function lifePages(index, { person: id, lang, year: now }) {
  const { years } = index.meta;
  const person = index.people.get(id);
  const dates = [person.born, person.died];
  const shared = { camera: "fit", title: say(person.name, lang), records: [id] };
  const dated = person.stops.find((stop) => stop.yearFrom !== undefined);
  let year = clampYear(dated?.yearFrom ?? now, years);
  const patch = (at) => ({ ...NO_FILTERS, ...select("person", id), year: at, span: null, story: null, step: null });
  const about = portions(say(person.summary, lang), lang, ALONE).map((text) => ({
    ...shared,
    group: "about",
    patch: patch(year),
    when: dates.some((y) => y !== undefined) ? dates.map((y) => y ?? "?").join("\u2013") : "",
    heading: say(person.occupation, lang),
    text,
  }));
  const stops = person.stops.flatMap((stop, i) => {
    if (stop.yearFrom !== undefined) year = clampYear(stop.yearFrom, years);
    const at = patch(year);
    const place = index.places.get(stop.place);
    const name = place ? nameAt(place, year, lang) : "";
    return portions(say(stop.what, lang) || name, lang, ALONE).map((text) => ({
      ...shared, group: `stop${i}`, patch: at, when: sayYears(stop) ?? "", heading: name && `${i + 1}. ${name}`, text,
    }));
  });
  return [...about, ...stops];
}

function placePages(index, state, t) {
  const { place: id, lang } = state;
  const place = index.places.get(id);
  const { years } = index.meta;
  const patch = (year) => ({ ...NO_FILTERS, ...select("place", id), year: clampYear(year, years), span: null, story: null, step: null });
  const shared = { camera: "fit", title: nameAt(place, state.year, lang) };
  const counted = (index.populationsAt.get(id) ?? []).filter((record) => countsPeople(record) && record.yearFrom !== undefined);
  const pages = [];
  if (counted.length) pages.push(...figurePages({ index, state, t, shared, patch, counted }));
  const notes = (index.notesAt.get(id) ?? []).filter((note) => say(note.text, lang));
  const told = [...notes].sort((a, b) => (a.yearFrom ?? 9999) - (b.yearFrom ?? 9999)).slice(0, NOTES);
  for (const note of told) {
    for (const text of portions(say(note.text, lang), lang, ALONE)) {
      pages.push({
        ...shared, group: note.id, patch: patch(note.yearFrom ?? state.year), when: sayYears(note) ?? "",
        heading: named(t, "topic", note.topic, TOPICS), text, records: [note.id],
      });
    }
  }
  if (pages.length) return pages;
  return [{ ...shared, group: "none", patch: patch(state.year), when: "", heading: named(t, "kind", place.kind, KINDS), text: t("No figure is recorded here."), records: [] }];
}

/** The largest figure of a place; where readings differ, the range and why. */
function figurePages({ index, state, t, shared, patch, counted }) {
  const { lang, place: id } = state;
  const top = counted.reduce((a, b) => (high(b) > high(a) ? b : a));
  const year = clampYear(top.yearFrom, index.meta.years);
  const found = figureAt(index, { ...state, ...NO_FILTERS, year, span: null, playing: false }, id);
  const differ = found?.alternatives && found.low < found.high;
  const figure = differ
    ? `${formatNumber(found.low, lang)}\u2013${formatNumber(found.high, lang)}`
    : sayFigure({ ...top, qualifier: "exact" }, lang, t);
  const reasons = differ ? conflictsOf(index, found.records.map((record) => record.id)) : [];
  const why = reasons.length ? say(reasons[0].text, lang) : "";
  const plain = sayFigure(top, lang, t) === figure ? "" : sayFigure(top, lang, t);
  const heading = differ ? t("The figures do not agree") : plain;
  return portions(why, lang, BESIDE_FIGURE).concat(why ? [] : [""]).map((text) => ({
    ...shared,
    group: "figure",
    patch: patch(year),
    when: sayYears(top),
    heading,
    figure,
    label: `${named(t, "unit", top.unit, UNITS)}. ${say(top.label, lang)}`,
    text,
    records: differ ? found.records.map((record) => record.id) : [top.id],
  }));
}
