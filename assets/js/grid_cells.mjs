// Cells and group heads that the grid draws with: plain elements, text always as text.

import { formatNumber } from "./figures.mjs";
import { h } from "./dom.mjs";
import { n } from "./words.mjs";

/** A record's name as a button that opens its card. `params.open` is given by the column. */
export class NameCell {
  init(params) {
    const { value, data, open } = params;
    this.gui = h("button.row-open", { type: "button", tabindex: -1, text: value ?? "", title: value ?? "", onclick: (event) => {
      event.stopPropagation();
      open(data);
    } });
  }

  getGui() {
    return this.gui;
  }

  refresh() {
    return false;
  }
}

/** What is not recorded says so; anything else is text. */
export class TextCell {
  init({ value, silence }) {
    this.gui = value === null || value === undefined ? h("span.muted", { text: silence }) : h("span", { text: String(value), title: String(value) });
  }

  getGui() {
    return this.gui;
  }

  refresh() {
    return false;
  }
}

/** Head of a group over the whole width: its name, how many records, open or closed. */
export class GroupHead {
  init(params) {
    const { data, words, toggle } = params;
    const { t, lang } = words();
    const size = n(t, "{n} record", "{n} records", data.size).replace("{n}", formatNumber(data.size, lang));
    this.gui = h("button.group-head", { type: "button", "aria-expanded": String(data.open), onclick: () => toggle(data.group) },
      h("span.group-sign", { "aria-hidden": "true", text: data.open ? "\u25be" : "\u25b8" }),
      h("strong", { text: data.group }),
      h("span.muted", { text: size }));
  }

  getGui() {
    return this.gui;
  }

  refresh() {
    return false;
  }
}
