// Who came: categories as switches, with the number of records that speak of the year.

import { h } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { head } from "./paint.mjs";
import { categoryCounts } from "./selectors.mjs";
import { CATEGORIES, FAMILIES } from "./vocabulary.mjs";

/**
 * @param {{root: HTMLElement, index, store, t, ink}} parts root holds the list, not the title
 */
export function createFilters({ root, index, store, t, ink }) {
  let lang = null;
  const counts = new Map();
  const buttons = new Map();

  function build() {
    lang = store.get().lang;
    buttons.clear();
    counts.clear();
    const families = [...new Set(index.meta.categories.map(({ family }) => family))];
    root.replaceChildren(
      ...families.map((family) =>
        h(
          "section",
          {},
          h("h3", { text: t(FAMILIES[family]) }),
          index.meta.categories.filter((c) => c.family === family).map(({ id }) => row(id, family)),
        ),
      ),
      h("button.all", { type: "button", text: t("Show all"), onclick: () => store.set({ cat: [] }) }),
    );
  }

  function row(id, family) {
    const count = h("span.count");
    counts.set(id, count);
    const button = h(
      "button.category",
      { type: "button", "aria-pressed": "false", "data-category": id, onclick: () => toggle(id) },
      glyph(family),
      h("span", { text: t(CATEGORIES[id]) }),
      count,
    );
    buttons.set(id, button);
    return button;
  }

  function glyph(family) {
    const canvas = h("canvas", { width: 36, height: 36, "aria-hidden": "true" });
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    ctx.translate(9, 9);
    head(ctx, family, ink.family[family], ink.page, false);
    return canvas;
  }

  function toggle(id) {
    const { cat } = store.get();
    const next = cat.includes(id) ? cat.filter((other) => other !== id) : [...cat, id];
    store.set({ cat: next.length === index.meta.categories.length ? [] : next });
  }

  function draw() {
    const state = store.get();
    if (state.lang !== lang) build();
    const now = categoryCounts(index, state.year);
    for (const [id, element] of counts) {
      const n = now.get(id) ?? 0;
      element.textContent = n ? formatNumber(n, state.lang) : "\u2013";
      const on = state.cat.includes(id);
      buttons.get(id).setAttribute("aria-pressed", String(on));
      buttons.get(id).classList.toggle("off", state.cat.length > 0 && !on);
      buttons.get(id).classList.toggle("silent", !n);
    }
    root.querySelector(".all").hidden = state.cat.length === 0;
  }

  return { draw };
}
