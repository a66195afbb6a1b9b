// What a very large package adds up and what it leaves out, in words: beside the legend, over the table, in the
// text for those who hear the atlas. Pure.

import { formatNumber } from "./figures.mjs";
import { n, word } from "./words.mjs";

const HOW = {
  country: word("by country"),
  region: word("by region"),
  near: word("by places close together"),
  place: word("by place"),
};

const range = ({ low, high }, lang) =>
  low === high ? formatNumber(low, lang) : `${formatNumber(low, lang)}\u2013${formatNumber(high, lang)}`;

/**
 * Sentences about what the map adds up in the window; none for a package that is drawn record by record.
 * @param {object} index
 * @param {object} state
 * @param {Function} t
 * @returns {string[]}
 */
export function sayAdded(index, state, t) {
  if (!index.levels) return [];
  const { lang } = state;
  const { records, all, rest } = index.levels.now(state);
  const number = (value) => formatNumber(value, lang);
  const drawn = all.records - rest.records;
  const said = [
    [
      n(t, "{n} movement of these years, added up {how}", "{n} movements of these years, added up {how}", drawn)
        .replace("{n}", number(drawn)).replace("{how}", t(HOW[index.levels.name()])),
      n(t, "drawn as {n} flow", "drawn as {n} flows", records.length).replace("{n}", number(records.length)),
    ].join(", "),
  ];
  if (rest.records > 0) {
    const left = n(t, "{n} movement more is not drawn here", "{n} movements more are not drawn here", rest.records)
      .replace("{n}", number(rest.records));
    const people = rest.high > 0
      ? n(t, "with {n} person", "with {n} people", rest.high).replace("{n}", range(rest, lang)) : null;
    said.push([left, people].filter(Boolean).join(", "));
  }
  if (all.silent) {
    said.push(n(t, "{n} movement has no figure that can be added up", "{n} movements have no figure that can be added up", all.silent)
      .replace("{n}", number(all.silent)));
  }
  said.push(index.levels.name() === "place"
    ? t("The timeline and the totals count all of them")
    : t("Zoom in for finer flows; the timeline and the totals count all of them"));
  return said.map((sentence) => `${sentence}.`);
}
