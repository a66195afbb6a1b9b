// Stories: what a step shows, as a patch of the one state. Pure.

import { formatNumber } from "./figures.mjs";
import { NO_FILTERS } from "./filters.mjs";
import { select, setSpan } from "./state.mjs";

/**
 * Patch that shows a step: year or span, filters and what it points at move together.
 * @param {object} story from the bundle
 * @param {number} number from 1
 * @param {number[]} years first and last of the atlas
 */
export function stepPatch(story, number, years) {
  const step = story.steps[number - 1];
  const [from, to] = (step.span ?? "").split("-").map(Number);
  const time = to ? setSpan({ year: step.year }, from, to, years) : { span: null, year: step.year };
  // A life is what is chosen; the place of the step is pointed at beside it.
  const chosen = step.person
    ? { ...select("person", step.person), places: step.place ? [step.place] : [] }
    : select("place", step.place);
  return {
    ...NO_FILTERS,
    ...chosen,
    ...time,
    mode: "story",
    story: story.id,
    step: number,
    moves: step.movements ?? [],
    cat: step.cat ?? [],
    compare: null,
    playing: false,
  };
}

/** Patch that leaves a story and keeps what it shows. */
export const LEAVE = { mode: "explore", moves: [], places: [] };

/** The step before or after, or null at the ends. */
export function neighbour(story, number, by) {
  const next = number + by;
  return next >= 1 && next <= story.steps.length ? next : null;
}

/** Choices of a question in a language: [] for an open one. */
export function choicesOf(step, lang) {
  const text = step.choices?.[lang] ?? step.choices?.en ?? "";
  return text.split("|").map((choice) => choice.trim()).filter(Boolean);
}

// A figure of a step may be a year; no count of the stories is one of these.
const YEAR = /^(18|19|20)\d\d$/;

/** "12000" and "30-35" as the language writes them; years stay as they are. */
export function sayNumber(figure, lang) {
  return figure
    .replace(/\d{4,}/g, (digits) => (YEAR.test(digits) ? digits : formatNumber(Number(digits), lang)))
    .replace(/(\d)-(\d)/g, "$1\u2013$2");
}

/** Three steps whose maps tell a story on paper: the first, one in the middle, the last with a figure. */
export function keySteps(story) {
  const numbers = story.steps.map((_, i) => i + 1);
  const figured = numbers.filter((n) => story.steps[n - 1].figure);
  const last = figured.at(-1) ?? numbers.at(-1);
  return [...new Set([1, Math.ceil((1 + last) / 2), last])];
}

const CELL = /[",\n]/;
const cell = (value) => (CELL.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/**
 * A view as a row of story_steps.csv, ready to be filled with words.
 * @param {object} state
 * @param {string[]} columns of the table
 */
export function stepRow(state, columns) {
  const known = {
    story_id: state.story ?? "my_story",
    step: state.step ?? 1,
    year: state.year,
    span: state.span ? state.span.join("-") : "",
    place: state.place ?? "",
    movements: [...state.moves, ...(state.move ? [state.move] : [])].join(";"),
    person: state.person ?? "",
    cat: state.cat.join(";"),
    camera: "fit",
  };
  return columns.map((column) => cell(known[column] ?? "")).join(",");
}
