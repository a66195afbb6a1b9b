// "Cite this": a fold with a record's or the view's citation in three forms, to copy and to save.

import { bibtex, cslJson, keyOf, plainText, recordFacts } from "./citation.mjs";
import { h } from "./dom.mjs";
import { copyText, saveText, today } from "./save.mjs";
import { word } from "./words.mjs";

const FORMS = [
  { id: "text", head: word("Plain text"), make: plainText, rows: 5 },
  { id: "bibtex", head: word("BibTeX"), make: bibtex, rows: 6, end: "bib", type: "application/x-bibtex" },
  { id: "csl", head: word("CSL-JSON"), make: cslJson, rows: 6, end: "json", type: "application/vnd.citationstyles.csl+json" },
];

/** Address of the atlas: the configured one, or the page's own. */
export function atlasAddress(index) {
  return index.meta.edition.address ?? window.location.origin + window.location.pathname;
}

/** The fold for a record. */
export function citeRecord({ index, t, state }, kind, id, title) {
  return citeBox({ t, title, facts: () => recordFacts(index, { kind, id, state, base: atlasAddress(index), today: today() }) });
}

/**
 * The fold; its content is made when it is opened.
 * @param {{t, facts: () => object, title?: string}} parts
 */
export function citeBox({ t, facts, title = t("Cite this") }) {
  const box = h("details.cite", {}, h("summary", { text: title }));
  box.addEventListener("toggle", () => {
    if (!box.open || box.children.length > 1) return;
    const found = facts();
    const said = h("p.cite-said", { role: "status" });
    box.append(...FORMS.map((form) => oneForm(form, found, t, said)), said);
  });
  return box;
}

function oneForm({ id, head, make, rows, end, type }, facts, t, said) {
  const content = make(facts, t);
  const area = h("textarea", { readonly: true, rows, spellcheck: "false", "aria-label": t(head), "data-form": id });
  area.value = content;
  const copy = async () => {
    const done = await copyText(content);
    // Without leave to copy, the text is at least selected.
    if (!done) area.select();
    said.textContent = done ? t("Citation copied") : t("Press Ctrl+C to copy");
  };
  const what = (action) => `${action}: ${t(head)}`;
  return h("div.cite-form", {},
    h("div.cite-head", {},
      h("b", { text: t(head) }),
      h("span.cite-actions", {},
        h("button.plain-button", { type: "button", text: t("Copy"), "aria-label": what(t("Copy")), onclick: copy }),
        end
          ? h("button.plain-button", {
              type: "button", text: `.${end}`, "aria-label": what(t("Save as file")),
              onclick: () => saveText(content, `${keyOf(facts)}.${end}`, type),
            })
          : null)),
    area);
}
