// Filters in force as chips that a tap removes, with the number of records left; and what to say when
// nothing is left.

import { h, icon, keepFocus } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { sayFilter } from "./filter_words.mjs";
import { NO_FILTERS, activeFilters } from "./filters.mjs";
import { categoryCounts } from "./selectors.mjs";
import { sayWindow } from "./window_words.mjs";
import { n } from "./words.mjs";

/**
 * @param {{root: HTMLElement, index, store, t, scene: () => object}} parts
 */
export function createChips({ root, index, store, t, scene }) {
  function draw() {
    const state = store.get();
    const chips = activeFilters(state);
    const held = root.contains(document.activeElement);
    root.hidden = !chips.length;
    if (!chips.length) {
      if (held) document.getElementById("map-stage").focus({ preventScroll: true });
      return;
    }
    const counts = categoryCounts(index, state);
    const kept = [...counts].filter(([id]) => !state.cat.length || state.cat.includes(id));
    const left = kept.reduce((sum, [, n]) => sum + n, 0);
    const now = scene();
    const empty = !now.flows.length && !now.arrivals.length && !now.sites.some((site) => site.figure) && !now.oblasts.length;
    keepFocus(root, () => root.replaceChildren(
      ...chips.map(({ kind, value, patch }) =>
        h(
          "button.chip",
          { type: "button", onclick: () => store.set(patch), "data-filter": kind },
          h("span", { text: sayFilter(index, state, t, { kind, value }) }),
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
    ), () => root.querySelector(".chip"));
  }

  return { draw };
}
