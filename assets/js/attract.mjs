// The film of a sleeping kiosk: one true movement after the other, each with its figure and one sentence in
// every language. Pure.

import { nameAt } from "./atlas_index.mjs";
import { countsPeople, low, sayFigure, sayYears } from "./figures.mjs";
import { said } from "./package_words.mjs";
import { word } from "./words.mjs";

/** How long one movement stays, in seconds. */
export const SHOWN_SECONDS = 14;
const FEWEST = 5;
// Kilometres: on a map of half a continent a shorter way is a dot.
const SHORTEST = 600;
const EARTH = 6371;
const RADIANS = Math.PI / 180;
const LONGEST_YEARS = 6;
// Said so that no language needs a form for the number. A family may have its own: nobody "sets out" under guard.
const SENTENCE = word("{n} people set out");

/** Kilometres between two places on the globe. */
function distance(a, b) {
  const [la, lb] = [a.lat * RADIANS, b.lat * RADIANS];
  const cosine = Math.sin(la) * Math.sin(lb) + Math.cos(la) * Math.cos(lb) * Math.cos((a.lon - b.lon) * RADIANS);
  return EARTH * Math.acos(Math.min(1, cosine));
}

/** Whether a movement can stand alone: it took place, people were counted, both ends are on the map. */
function canStandAlone(move, index) {
  const ends = [index.places.get(move.origin), index.places.get(move.destination)];
  const vague = ends.some((place) => !place || place.lon === undefined);
  const target = ends[1];
  // "To a whole country" is no journey that a map can show.
  const wide = target?.kind === "country" && index.childrenOf.has(target.id);
  return (
    move.status === "happened" && countsPeople(move) && low(move) >= FEWEST && move.line && !vague && !wide &&
    distance(...ends) >= SHORTEST &&
    move.yearFrom !== undefined && move.yearTo - move.yearFrom < LONGEST_YEARS
  );
}

/**
 * Movements of the film in the order shown: by year, so that it tells a history, families in turn within a year.
 * @param {object} index
 */
export function attractMoves(index) {
  const seen = new Set();
  // Sums of many records are no journey that could be told.
  return (index.levels ? [] : [...index.movements.values()])
    .filter((move) => canStandAlone(move, index))
    .sort((a, b) => a.yearFrom - b.yearFrom || low(b) - low(a) || a.id.localeCompare(b.id))
    .filter((move) => {
      // The same group between the same ends is told once.
      const key = `${move.origin}>${move.destination}>${move.yearFrom}`;
      return seen.has(key) ? false : seen.add(key);
    });
}

/** Patch of the state that shows a movement: its years play in the time it stays. */
export function attractPatch(move, [first, last]) {
  const [from, to] = [Math.max(first, move.yearFrom), Math.min(last, move.yearTo)];
  return { year: from, span: [from, to], move: move.id, speed: (to - from + 1) / SHOWN_SECONDS, playing: true };
}

/**
 * Title and sentence of a movement.
 * @param {object} move
 * @param {object} index
 * @param {string} lang
 * @param {(id: string) => string} t words of that language
 * @returns {{title: string, sentence: string}}
 */
export function sayMove(move, index, lang, t) {
  const name = (id) => nameAt(index.places.get(id), move.yearFrom, lang);
  const sentence = said(t, "family-sentence", index.families.get(move.category)) ?? t(SENTENCE);
  return {
    // A line may end with the dash, never begin with it.
    title: `${sayYears(move)} \u00b7 ${name(move.origin)}\u00a0\u2013 ${name(move.destination)}`,
    sentence: sentence.replace("{n}", sayFigure(move, lang, t)),
  };
}
