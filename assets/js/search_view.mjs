// The search field: results while typing, grouped, by mouse, touch or keys. Its engine is fetched when the
// field is first used, so that the first picture does not wait for it.

import { h } from "./dom.mjs";
import { SETTINGS, documents, grouped, yearFor } from "./search.mjs";
import { word } from "./words.mjs";

const ENGINE = "../vendor/minisearch-7.2.0.mjs";
const HINT = word("Place, person, event");
const HEADS = {
  place: word("Places"),
  person: word("People"),
  event: word("What happened"),
  move: word("Movements"),
  nat: word("Who came"),
  archive: word("Archives"),
  source: word("Sources"),
};

/**
 * @param {{root: HTMLElement, list: HTMLElement, index, store, t, name: (hit) => string,
 *   open: (kind, id, year) => void}} parts
 */
export function createSearch({ root, list, index, store, t, name, open }) {
  // Dash has no plain input: its own would ask the server about every letter.
  const field = h("input", {
    id: "search",
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 80,
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    "data-word-placeholder": HINT,
    "data-word-aria-label": HINT,
    placeholder: t(HINT),
    "aria-label": t(HINT),
  });
  root.insertBefore(field, list);
  let engine = null;
  let active = -1;

  async function load() {
    if (engine) return;
    const { default: MiniSearch } = await import(ENGINE);
    if (engine) return;
    const fresh = new MiniSearch(SETTINGS);
    fresh.addAll(documents(index));
    engine = fresh;
    draw();
  }

  const options = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];

  function mark(position) {
    const all = options();
    active = all.length ? (position + all.length) % all.length : -1;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    field.setAttribute("aria-activedescendant", active < 0 ? "" : all[active].id);
    all[active]?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-activedescendant", "");
  }

  function choose({ kind, id }) {
    close();
    field.blur();
    field.value = "";
    open(kind, id, yearFor(index, kind, id, store.get().year));
  }

  function option(hit, i) {
    return h("div", {
      role: "option",
      id: `found-${i}`,
      "aria-selected": "false",
      text: name(hit),
      onmousedown: (event) => event.preventDefault(),
      onclick: () => choose(hit),
    });
  }

  function draw() {
    const text = field.value.trim();
    if (!engine || !text) {
      close();
      return;
    }
    const groups = grouped(engine.search(text));
    let count = 0;
    list.replaceChildren(
      ...(groups.length
        ? groups.map(({ kind, ids }) =>
            h("div", { role: "group", "aria-label": t(HEADS[kind]) },
              h("div.group-head", { "aria-hidden": "true", text: t(HEADS[kind]) }),
              h("div", {}, ids.map((id) => option({ kind, id }, count++)))))
        : [h("div.silence", { role: "option", "aria-disabled": "true", text: t("Nothing is found under this name.") })]),
    );
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    active = -1;
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", draw);
  field.addEventListener("blur", () => setTimeout(() => document.activeElement !== field && close(), 150));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" && !list.hidden) options()[Math.max(0, active)]?.click();
    else if (event.key === "Escape") {
      field.value = "";
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
