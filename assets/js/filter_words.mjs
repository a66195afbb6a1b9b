// Filters in words, as chips and pictures name them.

import { nameAt } from "./atlas_index.mjs";
import { named } from "./package_words.mjs";
import { STATUSES } from "./vocabulary.mjs";

/**
 * A filter in force, in words.
 * @param {object} index
 * @param {{year: number, lang: string}} state
 * @param {(id: string) => string} t
 * @param {{kind: string, value: string}} filter one of activeFilters (filters.mjs)
 */
export function sayFilter(index, { year, lang }, t, { kind, value }) {
  const place = () => nameAt(index.places.get(value), year, lang);
  switch (kind) {
    case "cat":
      return named(t, "category", value);
    case "nat":
      return named(t, "nationality", value);
    case "status":
      return t(STATUSES[value]);
    case "from":
      return t("from {place}").replace("{place}", place());
    case "to":
      return t("to {place}").replace("{place}", place());
    default:
      return t("Only with figures");
  }
}
