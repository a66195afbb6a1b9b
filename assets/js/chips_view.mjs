// Filters in force as chips that a tap removes, with the number of records left; and what to say when
// nothing is left.

import { nameAt } from "./atlas_index.mjs";
import { h, icon } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { NO_FILTERS, activeFilters } from "./filters.mjs";
import { categoryCounts } from "./selectors.mjs";
import { sayWindow } from "./window_words.mjs";
import { named } from "./package_words.mjs";
import { STATUSES } from "./vocabulary.mjs";
import { n } from "./words.mjs";

/**
 * @param {{root: HTMLElement, index, store, t, scene: () => object}} parts
 */
export function createChips({ root, index, store, t, scene }) {
  const say = {
    cat: (id) => named(t, "category", id),
    nat: (code) => named(t, "nationality", code),
    status: (id) => t(STATUSES[id]),
    from: (id) => t("from {place}").replace("{place}", placeName(id)),
    to: (id) => t("to {place}").replace("{place}", placeName(id)),
    counted: () => t("Only with figures"),
  };
  const placeName = (id) => nameAt(index.places.get(id), store.get().year, store.get().lang);

  function draw() {
    const state = store.get();
    const chips = activeFilters(state);
    root.hidden = !chips.length;
    if (!chips.length) return;
    const counts = categoryCounts(index, state);
    const kept = [...counts].filter(([id]) => !state.cat.length || state.cat.includes(id));
    const left = kept.reduce((sum, [, n]) => sum + n, 0);
    const now = scene();
    const empty = !now.flows.length && !now.arrivals.length && !now.sites.some((site) => site.figure) && !now.oblasts.length;
    root.replaceChildren(
      ...chips.map(({ kind, value, patch }) =>
        h(
          "button.chip",
          { type: "button", onclick: () => store.set(patch), "data-filter": kind },
          h("span", { text: say[kind](value) }),
          h("span.visually-hidden", { text: t("remove this filter") }),
          icon("close"),
        )),
      h("span.chip-count", { role: "status", text: n(t, "{n} record", "{n} records", left).replace("{n}", formatNumber(left, state.lang)) }),
      ...(empty
        ? [
            h("p.empty", {},
              t("Nothing is documented for {years} with these filters.").replace("{years}", sayWindow(state)), " ",
              h("button.link", { type: "button", text: t("Let go of all filters"), onclick: () => store.set(NO_FILTERS) })),
          ]
        : []),
    );
  }

  return { draw };
}
