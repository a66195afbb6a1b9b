// The table over the map: what the map shows in the year, in words and figures, each with its page.

import { shortCitation, distinct } from "./citation_view.mjs";
import { h, icon } from "./dom.mjs";
import { sayFigure, sayYears } from "./figures.mjs";
import { link } from "./card_parts.mjs";
import { movementRows, placeRows } from "./twin.mjs";
import { UNITS } from "./vocabulary.mjs";
import { sayWindow } from "./window_words.mjs";
import { word } from "./words.mjs";

const MOVE_HEADS = [word("From"), word("To"), word("Who"), word("Years"), word("How many"), word("Says who")];
const PLACE_HEADS = [word("Place"), word("Who"), word("How many"), word("Says who")];

/**
 * @param {{root: HTMLElement, index, store, t, choose, scene: () => object, close: () => void}} parts
 */
export function createTable({ root, index, store, t, choose, scene, close }) {
  let drawn = "";

  const said = (id) =>
    distinct(index.citations[id] ?? []).map((citation) => shortCitation(citation, t)).join("; ");
  const how = (record, lang) => {
    if (!record) return t("no figure");
    const unit = record.unit && record.unit !== "persons" ? ` ${t(UNITS[record.unit])}` : "";
    return `${sayFigure(record, lang, t)}${unit}`;
  };

  function moveRow(row, lang) {
    return [
      row.from ?? h("span.muted", { text: t("not recorded") }),
      row.to ?? h("span.muted", { text: t("not recorded") }),
      link(row.label, "move", row.id, choose),
      sayYears(row.record) ?? "",
      how(row.record, lang),
      said(row.id),
    ];
  }

  function placeRow(row, lang) {
    return [
      link(row.name, "place", row.id, choose),
      row.figure ? (row.figure.label[lang] ?? row.figure.label.en) : "",
      how(row.figure, lang),
      row.figure ? said(row.figure.id) : "",
    ];
  }

  function grid(caption, heads, rows) {
    return h(
      "table",
      {},
      h("caption", { text: caption }),
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col", text: t(head) })))),
      h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, cell))))),
    );
  }

  function draw() {
    if (root.hidden) return;
    const state = store.get();
    const { year, span, lang, cat, nat, from, to, between, status, counted } = state;
    const key = JSON.stringify([year, span, lang, cat, nat, from, to, between, status, counted]);
    if (key === drawn) return;
    drawn = key;
    const moves = movementRows(index, state);
    const places = placeRows(scene(), state);
    root.replaceChildren(
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: close }, icon("close")),
      h("h2", { text: t("What the map shows in {year}").replace("{year}", sayWindow(state)) }),
      moves.length
        ? grid(t("Movements"), MOVE_HEADS, moves.map((row) => moveRow(row, state.lang)))
        : h("p.silence", { text: t("No movement is documented for this year and this choice.") }),
      places.length
        ? grid(t("Places"), PLACE_HEADS, places.map((row) => placeRow(row, state.lang)))
        : h("p.silence", { text: t("No place is documented for this year and this choice.") }),
    );
  }

  return {
    draw,
    toggle(open) {
      root.hidden = !open;
      drawn = "";
      draw();
      if (open) root.focus();
    },
  };
}
