// Who came: categories as switches with the number of records that speak of what is shown; below them
// nationality, places, status. What is chosen stands as removable chips over the map (chips_view.mjs).

import { nameAt } from "./atlas_index.mjs";
import { h } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { NO_FILTERS, isFiltered } from "./filters.mjs";
import { named, said } from "./package_words.mjs";
import { head } from "./paint.mjs";
import { categoryCounts } from "./selectors.mjs";
import { collator } from "./sorting.mjs";
import { STATUSES as PLANS } from "./state.mjs";
import { STATUSES } from "./vocabulary.mjs";

/**
 * @param {{root: HTMLElement, index, store, t, ink}} parts root holds the list, not the title
 */
export function createFilters({ root, index, store, t, ink }) {
  let lang = null;
  let theme = null;
  let refresh = () => {};
  const counts = new Map();
  const buttons = new Map();

  function build() {
    const open = root.querySelector("details")?.open ?? false;
    ({ lang, theme } = store.get());
    buttons.clear();
    counts.clear();
    const families = [...new Set(index.meta.categories.map(({ family }) => family))];
    root.replaceChildren(
      ...families.map((family) =>
        h(
          "section",
          {},
          h("h3", { text: said(t, "family", family) }),
          index.meta.categories.filter((c) => c.family === family).map(({ id }) => row(id, family)),
        ),
      ),
      more(open),
      h("button.all", { type: "button", text: t("Show all"), onclick: () => store.set(NO_FILTERS) }),
    );
  }

  function row(id, family) {
    const count = h("span.count");
    counts.set(id, count);
    const button = h(
      "button.category",
      { type: "button", "aria-pressed": "false", "data-category": id, onclick: () => toggle("cat", id) },
      glyph(family),
      h("span", { text: said(t, "category", id) }),
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
    head(ctx, ink.mark[family], ink.family[family], ink.page, false);
    return canvas;
  }

  function toggle(list, id) {
    const now = store.get()[list];
    const next = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
    const all = list === "cat" && next.length === index.meta.categories.length;
    store.set({ [list]: all ? [] : next });
  }

  /** Nationality, from, to, status, only with figures. */
  function more(open) {
    const nation = chooser(t("Nationality"), nations(), (code) => toggle("nat", code));
    const from = chooser(t("From"), places(), (id) => store.set({ from: id }));
    const to = chooser(t("To"), places(), (id) => store.set({ to: id }));
    const between = check(t("In either direction"), (on) => store.set({ between: on }));
    const plans = PLANS.map((status) => [status, check(t(STATUSES[status]), () => toggle("status", status))]);
    const counted = check(t("Only with figures"), (on) => store.set({ counted: on }));
    refresh = (state) => {
      between.hidden = !(state.from && state.to);
      between.querySelector("input").checked = state.between;
      for (const [status, box] of plans) box.querySelector("input").checked = state.status.includes(status);
      counted.querySelector("input").checked = state.counted;
    };
    return h(
      "details.more-filters",
      { open },
      h("summary", { text: t("More filters") }),
      nation, from, to, between, counted,
      h("h3", { text: t("Show also what was only") }),
      plans.map(([, box]) => box),
    );
  }

  function chooser(title, options, choose) {
    const field = h(
      "select",
      {
        onchange: () => {
          if (field.value) choose(field.value);
          field.value = "";
        },
      },
      h("option", { value: "", text: t("choose") }),
      options.map(([value, text]) => h("option", { value, text })),
    );
    return h("label.field", {}, h("span", { text: title }), field);
  }

  function check(title, change) {
    const box = h("input", { type: "checkbox", onchange: () => change(box.checked) });
    return h("label.check", {}, box, h("span", { text: title }));
  }

  const sorted = (pairs) => pairs.sort(([, a], [, b]) => collator(lang)(a, b));

  const nations = () => sorted(index.nationalities.map((code) => [code, named(t, "nationality", code)]));

  /** Ends of movements and what encloses them. */
  function places() {
    const ids = new Set(index.levels?.ends);
    for (const { origin, destination } of index.levels ? [] : index.movements.values()) {
      for (let place = index.places.get(origin); place; place = index.places.get(place.partOf)) ids.add(place.id);
      for (let place = index.places.get(destination); place; place = index.places.get(place.partOf)) ids.add(place.id);
    }
    return sorted([...ids].map((id) => [id, nameAt(index.places.get(id), store.get().year, lang)]));
  }

  function draw() {
    const state = store.get();
    if (state.lang !== lang || state.theme !== theme) build();
    const now = categoryCounts(index, state);
    for (const [id, element] of counts) {
      const n = now.get(id) ?? 0;
      element.textContent = n ? formatNumber(n, state.lang) : "\u2013";
      const on = state.cat.includes(id);
      buttons.get(id).setAttribute("aria-pressed", String(on));
      buttons.get(id).classList.toggle("off", state.cat.length > 0 && !on);
      buttons.get(id).classList.toggle("silent", !n);
    }
    root.querySelector(".all").hidden = !isFiltered(state);
    refresh(state);
  }

  return { draw };
}
