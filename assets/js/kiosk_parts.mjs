// Pieces of the kiosk's screens: doors, lists, words. They build elements and know no state.

import { h, s } from "./dom.mjs";

const SHAPES = {
  people: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20.500c0-4.500 3-6.500 7-6.500s7 2 7 6.500",
  places: "m3 6 6-2.500 6 2.500 6-2.500v14.500l-6 2.500-6-2.500-6 2.500zM9 3.500v14.500M15 6v14.500",
  years: "M4 20V12M9 20V5M14 20v-9M19 20V8M3 20h18",
  stories: "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v13",
  life: "M6.500 18.500 11 13l3.500-1L18 6.500M5 20a1.700 1.700 0 1 0 0-.1zM12.500 13.500a1.700 1.700 0 1 0 0-.1zM19 5.500a1.700 1.700 0 1 0 0-.1z",
  again: "M5 12a7 7 0 1 0 2.500-5.400M5 4v4h4",
  page: "M6 3h8l4 4v14H6zM14 3v4h4",
};

/** A large line icon. */
export function shape(name) {
  return s("svg", { viewBox: "0 0 24 24", class: "kiosk-icon", "aria-hidden": "true" }, s("path", { d: SHAPES[name] }));
}

/**
 * A door.
 * @param {{name: string, title: string, others: string[], lead: string, open: () => void}} parts others: the title in
 *   the other languages, while nobody has chosen one
 */
export function door({ name, title, others, lead, open }) {
  return h("button.kiosk-door", { type: "button", "data-door": name, onclick: open },
    shape(name),
    h("span.kiosk-door-words", {},
      h("strong", { text: title }),
      lead ? h("span", { text: lead }) : null,
      others.map((text) => h("span", { text }))));
}

/** How a title is set that is longer than one line of an entry holds: smaller, then in two lines. */
const lengthOf = (title) => (title.length > 28 ? " long longer" : title.length > 24 ? " long" : "");

/** Entries to choose from, as large buttons. */
export function chooser(entries, open) {
  return h("div.kiosk-list", {}, entries.map(({ id, title, lead }) =>
    h("button.kiosk-entry", { type: "button", "data-id": id, class: `kiosk-entry${lengthOf(title)}`, onclick: () => open(id) },
      h("strong", { text: title }), lead ? h("span", { text: lead }) : null)));
}

/** What a page tells: heading, large figure, sentences, and where they are printed. */
export function telling({ heading, figure, label, text, cited }) {
  return [
    heading ? h("h2", { text: heading }) : null,
    figure ? h("p.kiosk-figure", {}, h("b", { text: figure, class: figure.length > 7 ? "long" : "" }), h("span", { text: label })) : null,
    text ? h("p.kiosk-text", { text }) : null,
    cited ? h("p.kiosk-cited", {}, shape("page"), h("span", { text: cited })) : null,
  ].filter(Boolean);
}

const FITS = ["", "close", "snug", "tight"];

/** Set words smaller, step by step, where a long sentence would reach under the buttons. */
export function fit(words, limit) {
  for (const size of FITS) {
    words.dataset.fit = size;
    const last = words.lastElementChild;
    if (!last || last.getBoundingClientRect().bottom <= limit) return;
  }
}

/** How far a telling has come: one dot for each part. */
export function progress(groups, now) {
  return h("ol.kiosk-dots", { "aria-hidden": "true" }, groups.map((group, i) =>
    h("li", { class: i < now ? "seen" : i === now ? "now" : "" })));
}

/** A round button with an arrow. */
export function arrow(id, glyph, label, act) {
  return h("button.kiosk-round", { type: "button", id, "aria-label": label, onclick: act }, h(`span.glyph.glyph-${glyph}`, { "aria-hidden": "true" }));
}
