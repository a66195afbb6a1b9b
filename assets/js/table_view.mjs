// The table over the map: what the map shows in the year, in words and figures, each with its page. A press on
// a column's head puts the rows in its order.

import { link } from "./card_parts.mjs";
import { shortCitation, distinct } from "./citation_view.mjs";
import { sayWhen } from "./dates.mjs";
import { h, icon } from "./dom.mjs";
import { low } from "./figures.mjs";
import { collator } from "./sorting.mjs";
import { nextOrder, sortRows } from "./table_sort.mjs";
import { movementRows, placeRows } from "./twin.mjs";
import { sayCounted } from "./units.mjs";
import { sayWindow } from "./window_words.mjs";
import { word } from "./words.mjs";

/**
 * @param {{root: HTMLElement, index, store, t, choose, scene: () => object, summary: () => string,
 *   close: () => void}} parts
 */
export function createTable({ root, index, store, t, choose, scene, summary, close }) {
  let drawn = "";
  let opener = null;
  const orders = new Map();

  const said = (id) =>
    distinct(index.citations[id] ?? []).map((citation) => shortCitation(citation, t)).join("; ");
  const how = (record, lang) => (record ? sayCounted(record, lang, t) : t("no figure"));
  const silent = () => h("span.muted", { text: t("not recorded") });
  const labelOf = (record, lang) => (record ? (record.label[lang] ?? record.label.en) : "");
  const firstPage = (id) => (id ? Number.parseInt(index.citations[id]?.[0]?.page, 10) || null : null);

  /** Columns: a head, what to sort by, and a cell. */
  const MOVES = [
    { head: word("From"), value: (row) => row.from, cell: (row) => row.from ?? silent() },
    { head: word("To"), value: (row) => row.to, cell: (row) => row.to ?? silent() },
    { head: word("Who"), value: (row) => row.label, cell: (row) => link(row.label, "move", row.id, choose) },
    { head: word("Years"), value: (row) => row.record.yearFrom, cell: (row, lang) => sayWhen(row.record, lang, t) ?? "" },
    { head: word("How many"), value: (row) => low(row.record), cell: (row, lang) => how(row.record, lang) },
    { head: word("Says who"), value: (row) => firstPage(row.id), cell: (row) => said(row.id) },
  ];
  const PLACES = [
    { head: word("Place"), value: (row) => row.name, cell: (row) => link(row.name, "place", row.id, choose) },
    { head: word("Who"), value: (row) => labelOf(row.figure, store.get().lang), cell: (row, lang) => labelOf(row.figure, lang) },
    { head: word("How many"), value: (row) => (row.figure ? low(row.figure) : null), cell: (row, lang) => how(row.figure, lang) },
    { head: word("Says who"), value: (row) => firstPage(row.figure?.id), cell: (row) => (row.figure ? said(row.figure.id) : "") },
  ];

  function grid(name, caption, columns, rows, lang) {
    const order = orders.get(name);
    const sorted = order ? sortRows(rows, columns[order.column], order.direction, collator(lang)) : rows;
    const directions = { 1: "ascending", "-1": "descending" };
    return h("div.table-scroll", { tabindex: 0, role: "group", "aria-label": caption },
      h("table", { "data-table": name },
        h("caption", { text: caption }),
        h("thead", {}, h("tr", {}, columns.map((column, i) =>
          h("th", { scope: "col", "aria-sort": order?.column === i ? directions[order.direction] : "none" },
            h("button.sort", {
              type: "button",
              text: t(column.head),
              onclick: () => sortBy(name, i),
            }))))),
        h("tbody", {}, sorted.map((row) => h("tr", {}, columns.map((column) => h("td", {}, column.cell(row, lang))))))));
  }

  function sortBy(name, column) {
    orders.set(name, nextOrder(orders.get(name), column));
    drawn = "";
    draw();
    root.querySelectorAll(`[data-table="${name}"] .sort`)[column].focus();
  }

  function draw() {
    if (root.hidden) return;
    const state = store.get();
    const { year, span, compare, lang, cat, nat, from, to, between, status, counted } = state;
    const key = JSON.stringify([year, span, compare, lang, cat, nat, from, to, between, status, counted, index.levels?.name()]);
    if (key === drawn) return;
    drawn = key;
    const moves = movementRows(index, state);
    const places = placeRows(scene(), state);
    root.replaceChildren(
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: close }, icon("close")),
      h("h2", { text: t("What the map shows in {year}").replace("{year}", sayWindow(state)) }),
      h("p.summary", { text: summary() }),
      moves.length
        ? grid("moves", t("Movements"), MOVES, moves, lang)
        : h("p.silence", { text: t("No movement is documented for this year and this choice.") }),
      places.length
        ? grid("places", t("Places"), PLACES, places, lang)
        : h("p.silence", { text: t("No place is documented for this year and this choice.") }),
    );
  }

  return {
    draw,
    isOpen: () => !root.hidden,
    /** Open or close; closing gives the focus back to where it was. */
    toggle(open = root.hidden) {
      if (open === !root.hidden) return;
      if (open) opener = document.activeElement;
      root.hidden = !open;
      drawn = "";
      draw();
      if (open) root.focus();
      else if (opener?.isConnected) opener.focus();
    },
  };
}
