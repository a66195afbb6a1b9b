// Other pictures of what the map shows: a sheet over the page with one picture, what is counted in it and what not, the
// records behind every mark, the same as a table, and files to take away. Drawn in the browser from the one state.

import { h, icon, s } from "../dom.mjs";
import { NO_FILTERS } from "../filters.mjs";
import { aboutAtlas } from "../package_words.mjs";
import { save } from "../save.mjs";
import { collator } from "../sorting.mjs";
import { picturesOf } from "../state.mjs";
import { nextOrder, sortRows } from "../table_sort.mjs";
import { sayWindow } from "../window_words.mjs";
import { calendar } from "./calendar.mjs";
import { composition } from "./composition.mjs";
import { SANS } from "./drawing.mjs";
import { attachMarks } from "./marks.mjs";
import { matrix } from "./matrix.mjs";
import { nations } from "./nations.mjs";
import { recordItems } from "./record_list.mjs";
import { sankey } from "./sankey.mjs";
import { composeFile, fontFaces, swatchParts, toPng } from "./save.mjs";
import { createSay } from "./say.mjs";

const PICTURES = new Map([matrix, sankey, nations, calendar, composition].map((picture) => [picture.id, picture]));
const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false };
const FOLLOWS = ["picture", "over", "year", "span", "lang", "theme", "cat", "nat", "from", "to", "between", "status", "counted"];

/**
 * @param {{root: HTMLDialogElement, index, store, t, ink, Plotly, choose: (kind, id, year) => void}} parts
 * @returns {{draw: () => Promise<void>}} draw follows the state: it opens, redraws and closes
 */
export function createPictures({ root, index, store, t, ink, Plotly, choose }) {
  const plot = h("div.picture-plot");
  const pen = document.createElement("canvas").getContext("2d");
  const measure = (text, size) => {
    pen.font = `${size}px ${SANS}`;
    return pen.measureText(text).width;
  };
  const orders = new Map();
  let drawn = "";
  let now = null;

  const close = () => store.set({ picture: null });
  root.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  // Keys of the page rest while the sheet is open.
  root.addEventListener("keydown", (event) => event.stopPropagation());
  window.addEventListener("resize", () => {
    drawn = "";
    draw();
  });

  function tabs(state) {
    return h("div.picture-tabs", { role: "group", "aria-label": t("Pictures") }, picturesOf(index).map((name) =>
      h("button.plain-button", {
        type: "button",
        "aria-pressed": String(name === state.picture),
        "data-picture": name,
        text: t(PICTURES.get(name).title),
        onclick: () => store.set({ picture: name }),
      })));
  }

  function years(state) {
    const option = (over, text) => h("button.plain-button", {
      type: "button",
      "aria-pressed": String((state.over ?? "all") === over),
      "data-over": over,
      text,
      onclick: () => store.set({ over: over === "all" ? null : over }),
    });
    return h("div.picture-years", { role: "group", "aria-label": t("Years of the picture") },
      option("all", index.meta.years.join("\u2013")),
      option("map", t("{years}, as on the map").replace("{years}", sayWindow(state))));
  }

  /** What is counted, with the package's own words on it. */
  const claimOf = (picture) => [t(picture.claim), picture.said ? aboutAtlas(t, picture.said) : null].filter(Boolean).join(" ");

  /** Years and filters in one line, with a way out of the filters. */
  const stateWords = (say) => [say.years(), ...say.filters()].join(" \u00b7 ");

  /** How many records are outside, and why. */
  function outsideLine(data, say) {
    const reasons = [...data.outside].filter(([, records]) => records.length);
    const total = reasons.reduce((sum, [, records]) => sum + records.length, 0);
    const each = reasons.map(([reason, records]) => [say.count(records.length), say.reason(reason)].join(" ")).join("; ");
    return total
      ? t("Outside this picture: {records} ({reasons}).").replace("{records}", say.records(total)).replace("{reasons}", each)
      : t("No record is outside this picture.");
  }

  function sumLine(data, say) {
    const said = [];
    if (data.total) said.push(data.total.high ? say.persons(data.total) : t("no people with a number"));
    if (data.uncounted) said.push(say.silent(data.uncounted));
    if (data.records !== undefined) said.push(say.records(data.records));
    return said.join("; ");
  }

  const rowsOf = (data) => data.list ?? data.entries;

  /** Name of an entry, as a screen reader hears it and as the list of records is titled. */
  function nameOf(entry, picture, say) {
    const said = picture.columns.map((column) => textOf(column, entry, say)).filter((text) => text !== "");
    return said.join(", ");
  }

  const markName = (entry, picture, say) => picture.name?.(entry, say) ?? nameOf(entry, picture, say);

  const textOf = (column, row, say) => {
    if (column.text) return column.text(row, say);
    const value = column.value(row, say);
    if (value === null || value === undefined) return "";
    return typeof value === "number" && column.sum ? say.count(value) : String(value);
  };

  function showRecords(ids, title, back) {
    const section = root.querySelector(".picture-records");
    const state = store.get();
    section.replaceChildren(
      h("h3", { tabindex: -1, text: title }),
      h("p", {}, h("button.link", {
        type: "button",
        text: t("Back to the picture"),
        onclick: () => {
          section.hidden = true;
          section.replaceChildren();
          back();
        },
      })),
      h("ul.records", {}, recordItems(ids, { index, state, t, choose })),
    );
    section.hidden = false;
    section.querySelector("h3").focus({ preventScroll: true });
    section.scrollIntoView({ block: "start", behavior: state.still ? "auto" : "smooth" });
  }

  const idsOf = (entries) => entries.flatMap((entry) => [...entry.counted, ...entry.uncounted]);

  function twin(picture, data, say, lang) {
    const box = h("div.table-scroll", { tabindex: 0, role: "group", "aria-label": t("The same as a table") });
    const fill = () => {
      const order = orders.get(picture.id);
      const sortable = picture.columns.map((column) => ({ value: (row) => column.value(row, say) }));
      const rows = rowsOf(data);
      const sorted = order ? sortRows(rows, sortable[order.column], order.direction, collator(lang)) : rows;
      const directions = { 1: "ascending", "-1": "descending" };
      box.replaceChildren(h("table", { "data-table": picture.id },
        h("caption", { text: t("The same as a table") }),
        h("thead", {}, h("tr", {}, picture.columns.map((column, i) =>
          h("th", { scope: "col", "aria-sort": order?.column === i ? directions[order.direction] : "none" },
            h("button.sort", {
              type: "button",
              text: t(column.head),
              onclick: () => {
                orders.set(picture.id, nextOrder(orders.get(picture.id), i));
                fill();
                box.querySelectorAll(".sort")[i].focus();
              },
            }))))),
        h("tbody", {}, sorted.map((row) =>
          h("tr", { "data-key": row.key, "data-low": row.low ?? row.counted.length, "data-uncounted": row.uncounted.length },
            picture.columns.map((column) => {
              const text = textOf(column, row, say);
              if (!column.opens) return h("td", { text });
              const button = h("button.link", { type: "button", text, onclick: () => showRecords(idsOf([row]), nameOf(row, picture, say), () => button.focus()) });
              return h("td", {}, button);
            }))))));
    };
    fill();
    return box;
  }

  function legendList(items) {
    return h("ul.picture-legend", {}, items.map((item) => h("li", {},
      item.fill ? s("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, swatchParts(item).map(([name, attributes]) => s(name, attributes))) : null,
      h("span", { text: item.text }))));
  }

  const saveAs = (blob, end) => save(blob, `zholdar-${now.picture.id}.${end}`);

  async function file() {
    const { picture, data, figure, say } = now;
    const { width, height } = figure.layout;
    const url = await Plotly.toImage(plot, { format: "svg", width, height });
    const inner = decodeURIComponent(url.split(",").slice(1).join(",")).replace(/<\?xml[^>]*\?>/, "");
    const words = {
      title: t(picture.title),
      state: stateWords(say),
      legend: figure.legend,
      claim: [claimOf(picture), sumLine(data, say)].join(" "),
      outside: outsideLine(data, say),
      source: aboutAtlas(t, "pictures") ?? aboutAtlas(t, "source"),
    };
    const bare = composeFile(inner, { width, height }, words, ink, measure);
    return composeFile(inner, { width, height }, words, ink, measure, await fontFaces(bare));
  }

  function downloads() {
    const action = (id, text, act) => h("button.plain-button", { type: "button", id, text, onclick: act });
    return h("p.picture-files", {},
      action("picture-png", t("Save picture (PNG)"), async () => saveAs(await toPng(await file()), "png")),
      action("picture-svg", t("Save picture (SVG)"), async () => saveAs(new Blob([await file()], { type: "image/svg+xml" }), "svg")));
  }

  /** Why nothing is there, and the way out. */
  function emptyNote(data, say) {
    const state = store.get();
    const filtered = data.outside.get("filtered")?.length ?? 0;
    return h("div.picture-empty", {},
      h("p.silence", { text: t("Nothing to draw for {years} with this choice.").replace("{years}", say.years()) }),
      filtered
        ? h("p", {}, t("The filters take out {records}: {filters}.").replace("{records}", say.records(filtered)).replace("{filters}", say.filters().join(", ")), " ",
            h("button.link", { type: "button", text: t("Let go of all filters"), onclick: () => store.set(NO_FILTERS) }))
        : null,
      state.over === "map"
        ? h("p", {}, h("button.link", { type: "button", text: t("Show all years"), onclick: () => store.set({ over: null }) }))
        : null);
  }

  async function draw() {
    const state = store.get();
    if (!state.picture) {
      if (root.open) root.close();
      if (root.firstChild) {
        Plotly.purge(plot);
        root.replaceChildren();
        now = null;
        drawn = "";
      }
      return;
    }
    const key = JSON.stringify([...FOLLOWS.map((name) => state[name]), window.innerWidth]);
    if (key === drawn) return;
    drawn = key;
    const had = root.contains(document.activeElement) ? focusMark(document.activeElement) : null;
    const opening = !root.open;
    if (opening) root.showModal();
    const picture = PICTURES.get(state.picture);
    const say = createSay(index, state, t);
    const data = picture.read(index, state);
    const box = h("div.picture-box", { role: "group", "aria-label": t(picture.title) }, plot);
    const records = h("section.picture-records", { hidden: true, "aria-label": t("Records") });
    const empty = !data.entries.length;
    root.replaceChildren(
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: close }, icon("close")),
      h("h2", { id: "pictures-title", text: t("Pictures") }),
      tabs(state),
      years(state),
      h("h3.picture-title", { text: t(picture.title) }),
      h("p.picture-state", { text: stateWords(say) }),
      h("p.picture-claim", { text: claimOf(picture) }),
      h("p.picture-sum", { role: "status", text: sumLine(data, say) }),
      ...(empty ? [emptyNote(data, say)] : [box]),
    );
    root.dataset.picture = picture.id;
    if (!empty) {
      const width = Math.max(280, Math.floor(root.clientWidth - 48));
      const touch = matchMedia("(pointer: coarse)").matches || window.innerWidth < 600;
      const figure = picture.draw(data, { t, ink, say, lang: state.lang, width, touch, measure });
      now = { picture, data, figure, say };
      await Plotly.react(plot, figure.traces, figure.layout, CONFIG);
      // Another choice came while this one was drawn.
      if (drawn !== key) return;
      const marks = attachMarks({
        plot,
        marks: figure.marks,
        entries: data.entries,
        name: (entry) => markName(entry, picture, say),
        open: (entries, label, path) => showRecords(idsOf(entries), label, () => path.focus()),
      });
      const silent = data.entries.flatMap((entry) => entry.uncounted);
      root.append(
        legendList(figure.legend),
        picture.id === "sankey" && silent.length
          ? h("p.picture-silent", {}, h("button.link", { type: "button", text: say.silent(data.uncounted), onclick: ({ currentTarget }) => showRecords(silent, say.silent(data.uncounted), () => currentTarget.focus()) }))
          : "",
        h("p.picture-outside", { text: outsideLine(data, say) }),
        downloads(),
        records,
        twin(picture, data, say, state.lang),
      );
      root.dataset.marks = String(marks.size);
    } else root.append(h("p.picture-outside", { text: outsideLine(data, say) }));
    if (had) root.querySelector(had)?.focus();
    else if (opening) root.querySelector('.picture-tabs [aria-pressed="true"]')?.focus();
    root.dataset.drawn = key;
  }

  /** A selector that finds a pressed control again after a redraw. */
  function focusMark({ dataset }) {
    if (dataset.picture && dataset.picture !== root.dataset.picture) return `[data-picture="${dataset.picture}"]`;
    if (dataset.over) return `[data-over="${dataset.over}"]`;
    return dataset.picture ? `.picture-tabs [data-picture="${dataset.picture}"]` : null;
  }

  return { draw };
}
