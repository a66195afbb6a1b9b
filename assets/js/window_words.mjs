// The years shown and the people in their movements, in words.

import { formatNumber } from "./figures.mjs";
import { windowOf } from "./state.mjs";
import { n } from "./words.mjs";

/** "1932", or "1930\u20131938" for a span. */
export function sayWindow(state) {
  const [from, to] = windowOf(state);
  return from === to ? String(from) : `${from}\u2013${to}`;
}

/**
 * People in movements of the years shown. A movement of several years counts whole in each of them: nothing is
 * divided among years that the source does not divide.
 * @param {{low: number, high: number}} total from selectors.mjs
 */
export function sayTotal({ low, high }, lang, t) {
  if (!high) return t("no movement with a number is documented");
  const range = low === high ? formatNumber(low, lang) : `${formatNumber(low, lang)}\u2013${formatNumber(high, lang)}`;
  return n(t, "{n} person in movements of these years", "{n} people in movements of these years", high).replace("{n}", range);
}
