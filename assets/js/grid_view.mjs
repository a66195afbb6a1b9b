// The large table: tabs, search, groups and columns around the grid, which follows the atlas's one state and tells it
// which rows are marked. Fetched when first opened.

import { h, icon } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { GroupHead, NameCell, TextCell } from "./grid_cells.mjs";
import {
  COLUMNS, GROUPS, HEADS, KIND, NUMERIC, TABLES, grouped, markRows, markedIds, matching, rowsOf, shownIds, toCsv,
} from "./grid_rows.mjs";
import { localeText } from "./grid_words.mjs";
import { totalNow } from "./selectors.mjs";
import { collator } from "./sorting.mjs";
import { goTo, windowOf } from "./state.mjs";
import { sayTotal, sayWindow } from "./window_words.mjs";
import { saveText } from "./save.mjs";
import { word } from "./words.mjs";

const TITLES = {
  movements: word("Movements"),
  populations: word("Figures at places"),
  events: word("Events"),
  people: word("People"),
  sources: word("Sources"),
};
const WIDTHS = { who: 320, title: 320, text: 420, source: 190, standing: 240, reference: 280, name: 220, count: 185, via: 200, when: 170, number: 120, born: 130, died: 130, year: 110 };
const OPENS = new Set(["who", "title", "name"]);
// Whose hand marked a row: a reader's. Rows marked by the map, or again by Dash after new rows, tell nothing new.
const READERS = new Set(["rowClicked", "checkboxSelected", "spaceKey", "keyboardSelectAll", "uiSelectAll"]);
// Nothing there means nothing to say: a whole, a straight way, a certain statement.
const EMPTY = new Set(["standing", "via", "qualifier", "certainty"]);
// Too many at a glance; the chooser brings them.
const HIDDEN_FIRST = new Set(["via", "qualifier", "certainty", "archive"]);

/** Put the grid's library on the page; its scripts are part of the offline copy. */
function fetchLibrary(address) {
  if (window.dash_ag_grid) return Promise.resolve();
  return new Promise((resolve, reject) => {
    document.head.append(h("script", { src: address, onload: () => resolve(), onerror: () => reject(new Error(`no ${address}`)) }));
  });
}

/**
 * @param {{root: HTMLElement, index, store, t, read: (kind: string, id: string, patch: object) => void,
 *   close: () => void}} parts
 */
export function createGrid({ root, index, store, t, read, close }) {
  const [head, foot] = ["records-head", "records-foot"].map((id) => document.getElementById(id));
  const rows = new Map();
  const hidden = new Map(TABLES.map((table) => [table, new Set(COLUMNS[table].filter((field) => HIDDEN_FIRST.has(field)))]));
  const closed = new Set();
  const groups = new Map();
  let table = TABLES[0];
  let query = "";
  let onlyShown = true;
  let api = null;
  let spoken = null;
  let drawn = "";
  let dressed = "";
  let filters = {};
  let filtering = null;
  let building = null;
  let failed = false;

  const silence = () => t("not recorded");
  const allRows = (name) => {
    const key = `${name} ${store.get().lang}`;
    if (!rows.has(key)) rows.set(key, rowsOf(index, name, store.get().lang, t));
    return rows.get(key);
  };
  const kept = (name) => {
    const shown = onlyShown ? shownIds(index, store.get(), name) : null;
    return matching(allRows(name).filter((row) => !shown || shown.has(row.id)), query);
  };
  const groupBy = () => groups.get(table) ?? "";

  // --- what stands around the grid
  const tabs = h("div.record-tabs", { role: "tablist" }, TABLES.map((name) =>
    h("button", { type: "button", role: "tab", "data-table": name, "aria-controls": "grid-slot", onclick: () => turn(name), onkeydown: (event) => step(event, name) })));
  const search = h("input", { type: "search", oninput: () => { query = search.value; draw(); } });
  const only = h("input", { type: "checkbox", onchange: () => { onlyShown = only.checked; draw(); } });
  const gather = h("select", { onchange: () => { groups.set(table, gather.value); closed.clear(); draw(); } });
  const chooser = h("details.record-columns");
  const title = h("h2");
  const words = { search: h("span"), only: h("span"), gather: h("span") };
  const csv = h("button.plain-button", { type: "button", onclick: download });
  const shut = h("button.close", { type: "button", onclick: close }, icon("close"));
  only.checked = true;
  head.append(
    h("div.record-title", {}, title, shut), tabs,
    h("div.record-tools", {},
      h("label.record-search", {}, words.search, search), h("label.check", {}, only, words.only),
      h("label.record-groups", {}, words.gather, gather), chooser, csv));
  // Letters typed here are not keys of the page. Escape closes the filter first, then the table.
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (event.key !== "Escape" || !root.querySelector(".ag-popup .ag-filter")) return;
    event.stopPropagation();
    api.hideColumnFilter();
    if (filtering) api.setFocusedHeader(filtering);
  });

  function turn(name) {
    table = name;
    closed.clear();
    filters = {};
    draw();
  }

  function step({ key }, name) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!by) return;
    const next = TABLES[(TABLES.indexOf(name) + by + TABLES.length) % TABLES.length];
    turn(next);
    tabs.querySelector(`[data-table="${next}"]`).focus();
  }

  function dress() {
    const key = `${table} ${store.get().lang}`;
    if (key === dressed) return;
    dressed = key;
    title.textContent = t("All records as a table");
    shut.setAttribute("aria-label", t("Close"));
    tabs.setAttribute("aria-label", t("Tables"));
    words.search.textContent = t("Search in the table");
    search.placeholder = t("Search in the table");
    words.only.textContent = t("Only what year and filters show");
    words.gather.textContent = t("Group by");
    csv.textContent = t("Download as CSV");
    gather.replaceChildren(h("option", { value: "", text: t("no groups") }),
      ...GROUPS[table].map((field) => h("option", { value: field, text: t(HEADS[field]) })));
    gather.value = groupBy();
    const open = chooser.open;
    chooser.replaceChildren(h("summary", { text: t("Columns") }), h("div", {}, COLUMNS[table].map((field) => {
      // Without its page no figure is shown; without its name no row can be opened.
      const fast = field === "source" || field === COLUMNS[table][0];
      const box = h("input", { type: "checkbox", disabled: fast, onchange: () => {
        hidden.get(table)[box.checked ? "delete" : "add"](field);
        api?.setColumnsVisible([field], box.checked);
      } });
      box.checked = !hidden.get(table).has(field);
      return h("label.check", {}, box, h("span", { text: t(HEADS[field]) }));
    })));
    chooser.open = open;
  }

  function count() {
    const { lang } = store.get();
    for (const tab of tabs.children) {
      const name = tab.dataset.table;
      const [some, all] = [kept(name).length, allRows(name).length].map((size) => formatNumber(size, lang));
      tab.replaceChildren(h("span", { text: t(TITLES[name]) }), h("span.tab-count", { text: `${some}\u2009/\u2009${all}` }));
      tab.setAttribute("aria-selected", String(name === table));
      tab.tabIndex = name === table ? 0 : -1;
    }
  }

  /** Under the rows: what they add up to, where that may be said. */
  function sayFoot() {
    const { lang } = store.get();
    const state = store.get();
    const lines = [];
    // The atlas's own sum, of wholes only and only over all that it shows: parts of the rows are never added up.
    if (api?.isColumnFilterPresent()) {
      let left = 0;
      api.forEachNodeAfterFilter(({ data }) => { left += data.head ? 0 : 1; });
      lines.push(t("The filters of columns leave {n} of these records.").replace("{n}", formatNumber(left, lang)));
    } else if (table === "movements" && onlyShown && !query) lines.push(`${sayWindow(state)}: ${sayTotal(totalNow(index, state), lang, t)}.`);
    if (["movements", "populations"].includes(table)) {
      lines.push(t("Parts of a larger figure and what was only planned or asked for are never added up."));
    }
    foot.textContent = lines.join(" ");
  }

  // --- the grid
  const compareWords = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return collator(store.get().lang)(String(a), String(b));
  };

  function column(field) {
    const order = NUMERIC[field];
    const value = (row) => (order ? row[order] : row[field]);
    return {
      field,
      headerName: t(HEADS[field]),
      colId: field,
      hide: hidden.get(table).has(field),
      // On a phone the first column leaves room for a second one.
      width: Math.min(WIDTHS[field] ?? 170, Math.max(140, 0.55 * root.clientWidth)),
      lockVisible: field === "source",
      filter: order ? "agNumberColumnFilter" : "agTextColumnFilter",
      filterValueGetter: ({ data }) => value(data),
      filterParams: {
        filterOptions: order ? ["greaterThanOrEqual", "lessThanOrEqual", "blank"] : ["contains", "notContains", "blank"],
        maxNumConditions: 1,
        buttons: ["reset"],
      },
      floatingFilter: false,
      suppressHeaderMenuButton: true,
      // What is not recorded comes last whichever way the column runs.
      comparator: (a, b, left, right, descending) => {
        const [x, y] = [left.data, right.data].map((row) => value(row) ?? null);
        if (x === null || y === null) return x === y ? 0 : (x === null ? 1 : -1) * (descending ? -1 : 1);
        return compareWords(x, y);
      },
      cellRenderer: OPENS.has(field) && KIND[table] ? NameCell : TextCell,
      cellRendererParams: { open, silence: EMPTY.has(field) ? "" : silence() },
      tooltipField: undefined,
    };
  }

  /** Groups keep their order whatever the rows are sorted by, each head before its rows. */
  function sortGroups({ nodes }) {
    if (!groupBy()) return;
    nodes.sort((a, b) => a.data.rank - b.data.rank || Number(Boolean(b.data.head)) - Number(Boolean(a.data.head)));
  }

  function open(row) {
    const record = table === "sources" ? null : index[table].get(row.id);
    if (!record || !KIND[table]) return;
    const state = store.get();
    const [first, last] = windowOf(state);
    const away = record.yearFrom !== undefined && (record.yearFrom > last || record.yearTo < first);
    close();
    const id = table === "populations" ? record.place : record.id;
    read(KIND[table], id, away ? goTo(state, record.yearFrom, index.meta.years) : {});
  }

  async function build() {
    const { lang } = store.get();
    api = null;
    await fetchLibrary(root.dataset.script);
    const { set_props: tell } = window.dash_clientside;
    const slot = document.getElementById("grid-slot");
    tell("grid-open", { data: null });
    await until(() => !slot.firstElementChild);
    tell("grid-open", { data: { lang, words: localeText(t) } });
    await until(() => slot.querySelector(".ag-root-wrapper"));
    api = await window.dash_ag_grid.getApiAsync("records-grid");
    const tall = matchMedia("(pointer: coarse)").matches;
    api.updateGridOptions({
      // Fingers need 44 px; eyes see more rows without.
      ...(tall ? { rowHeight: 46, headerHeight: 46 } : {}),
      rowSelection: {
        mode: "multiRow", checkboxes: true, headerCheckbox: false, enableClickSelection: true,
        isRowSelectable: ({ data }) => !data?.head,
      },
      selectionColumnDef: { headerName: t("Map"), width: 84, resizable: false, sortable: false },
      isFullWidthRow: ({ rowNode }) => Boolean(rowNode.data?.head),
      fullWidthCellRenderer: GroupHead,
      fullWidthCellRendererParams: { words: () => ({ t, lang: store.get().lang }), toggle },
      alwaysPassFilter: ({ data }) => Boolean(data?.head),
      postSortRows: sortGroups,
      rowClassRules: { "is-part": ({ data }) => Boolean(data?.part), "is-unreal": ({ data }) => Boolean(data?.unreal) },
    });
    api.addEventListener("selectionChanged", ({ source }) => {
      if (!READERS.has(source)) return;
      const ids = api.getSelectedRows().map(({ id }) => id);
      const patch = markRows(index, table, ids);
      const [only, ...more] = ids;
      const record = only && !more.length && table !== "sources" ? index[table].get(only) : null;
      const [first, last] = windowOf(store.get());
      const away = record?.yearFrom !== undefined && (record.yearFrom > last || record.yearTo < first);
      store.set({ ...patch, ...(away ? goTo(store.get(), record.yearFrom, index.meta.years) : {}) });
    });
    api.addEventListener("cellKeyDown", ({ event, data, column: at }) => {
      if (event.key === "Enter" && OPENS.has(at?.getColId())) open(data);
    });
    api.addEventListener("filterOpened", (event) => { filtering = event.column; });
    api.addEventListener("filterChanged", ({ source }) => {
      if (source === "columnFilter") filters = api.getFilterModel();
      sayFoot();
    });
    // With new rows Dash sets the marks and filters that it remembers, perhaps old ones; what holds now comes after.
    api.addEventListener("rowDataUpdated", () => requestAnimationFrame(settle));
  }

  function toggle(group) {
    closed[closed.has(group) ? "delete" : "add"](group);
    draw();
  }

  function settle() {
    if (!api || api.isDestroyed()) return;
    if (JSON.stringify(api.getFilterModel()) !== JSON.stringify(filters)) api.setFilterModel(filters);
    mark();
    sayFoot();
  }

  /** Marks the rows that the state means; the first of them comes into view when it is new. */
  function mark() {
    const wanted = markedIds(index, store.get(), table);
    const [on, off] = [[], []];
    let first = null;
    api.forEachNodeAfterFilterAndSort((node) => {
      if (node.data.head) return;
      const should = wanted.has(node.data.id);
      if (should) first ??= node;
      if (should !== Boolean(node.isSelected())) (should ? on : off).push(node);
    });
    if (off.length) api.setNodesSelected({ nodes: off, newValue: false });
    if (on.length) {
      api.setNodesSelected({ nodes: on, newValue: true });
      if (!store.get().records) api.ensureNodeVisible(first);
    }
  }

  async function draw() {
    if (root.hidden || failed) return;
    dress();
    count();
    sayFoot();
    const { lang } = store.get();
    try {
      if (spoken !== lang) {
        spoken = lang;
        [drawn, filters] = ["", {}];
        // One after the other: two languages chosen quickly must not build in one slot.
        building = Promise.resolve(building).then(build);
      }
      await building;
    } catch {
      failed = true;
      [spoken, building] = [null, null];
      foot.textContent = t("The table could not be fetched. The short table has what the map shows.");
      return;
    }
    if (spoken !== store.get().lang || !api) return;
    const heads = `${table} ${lang}`;
    if (!drawn.startsWith(heads)) api.setGridOption("columnDefs", COLUMNS[table].map(column));
    const list = kept(table);
    const key = [heads, groupBy(), [...closed].join("|"), list.map(({ id }) => id).join(",")].join(" ");
    if (key !== drawn) {
      drawn = key;
      api.setGridOption("rowData", grouped(list, groupBy(), closed, { lang, missing: silence() }));
    }
    mark();
  }

  /** The rows as they stand, with the columns that are shown. */
  function download() {
    const fields = COLUMNS[table].filter((field) => !hidden.get(table).has(field));
    const list = [];
    api?.forEachNodeAfterFilterAndSort(({ data }) => { if (!data.head) list.push(data); });
    // The mark at the beginning tells spreadsheet programs that the letters are UTF-8.
    saveText(`\ufeff${toCsv(list, fields, t)}`, `zholdar-${table}.csv`, "text/csv");
  }

  return {
    draw,
    /** Opened by a reader: what could not be fetched is asked for again. */
    open() {
      failed = false;
      return draw();
    },
  };
}

/** Fulfilled once a condition holds; looked at in every frame. */
function until(condition, most = 20_000) {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (condition()) resolve();
      else if (performance.now() - begun > most) reject(new Error("the grid did not come"));
      else requestAnimationFrame(look);
    };
    look();
  });
}
