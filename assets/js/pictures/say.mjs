// Everything the pictures name, in the words of the language.

import { nameAt } from "../atlas_index.mjs";
import { sayWhen } from "../dates.mjs";
import { formatNumber } from "../figures.mjs";
import { sayFilter } from "../filter_words.mjs";
import { activeFilters } from "../filters.mjs";
import { named } from "../package_words.mjs";
import { n } from "../words.mjs";
import { DIFFERS, UNKNOWN, yearsOf } from "./counting.mjs";
import { sayRange } from "./drawing.mjs";
import { word } from "../words.mjs";

const OUTSIDE = {
  filtered: word("taken out by the filters"),
  intended: word("planned, requested or refused"),
  part: word("part of another movement, whose people hold these"),
  undated: word("without a year"),
  years: word("in other years"),
  unit: word("counted in families, applications or permits, not in people"),
  disputed: word("with a figure that is damaged or cannot be right"),
};

/**
 * @param {object} index
 * @param {object} state
 * @param {Function} t
 */
export function createSay(index, state, t) {
  const { lang, year } = state;
  const words = (texts) => texts?.[lang] ?? texts?.en ?? "";
  const nationName = (code) => named(t, "nationality", code);
  const chapters = index.meta.chapters ?? [];
  return {
    t,
    words,
    place(id) {
      if (id === UNKNOWN) return t("not recorded");
      if (id === DIFFERS) return t("sources differ");
      return nameAt(index.places.get(id), year, lang);
    },
    category: (id) => (id === DIFFERS ? t("sources differ") : named(t, "category", id)),
    nation(key) {
      if (key === UNKNOWN) return t("not recorded");
      const names = key.split(" ").map(nationName);
      return names.length > 1 ? t("{peoples}, together").replace("{peoples}", names.join(", ")) : names[0];
    },
    chapter: (i) => (chapters[i] ? words(chapters[i].title) : t("page not recorded")),
    when: (event) => sayWhen(event, lang, t) ?? t("not recorded"),
    people: (entry) => (entry.counted.length ? sayRange(entry, lang) : t("number not recorded")),
    perYear(entry) {
      if (!entry.counted.length) return t("number not recorded");
      return entry.spread ? t("{n}, spread evenly").replace("{n}", sayRange(entry, lang)) : sayRange(entry, lang);
    },
    count: (value) => formatNumber(value, lang),
    records: (value) => n(t, "{n} record", "{n} records", value).replace("{n}", formatNumber(value, lang)),
    silent: (value) => n(t, "{n} movement without a number", "{n} movements without a number", value).replace("{n}", formatNumber(value, lang)),
    persons: (range) => n(t, "{n} person", "{n} people", Math.round(range.high)).replace("{n}", sayRange(range, lang)),
    reason: (reason) => t(OUTSIDE[reason]),
    years() {
      const [from, to] = yearsOf(index, state);
      return from === to ? String(from) : `${from}\u2013${to}`;
    },
    filters: () => activeFilters(state).map((filter) => sayFilter(index, state, t, filter)),
  };
}
