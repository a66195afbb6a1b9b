// Says who: the printed page and the author's citation under every figure, opening onto the reference.

import { sayReference } from "./citation.mjs";
import { citeRecord } from "./cite_box.mjs";
import { h, icon } from "./dom.mjs";
import { languageOf } from "./scripts.mjs";

/** Short form such as "p. 68 · [116, 42–43]". */
export function shortCitation(citation, t) {
  const page = t("p. {n}").replace("{n}", citation.page);
  if (!citation.source) return page;
  const folios = citation.folios ? `, ${citation.folios.replaceAll("-", "\u2013")}` : "";
  return `${page} \u00b7 [${citation.source.replaceAll(";", ", ")}${folios}]`;
}

/** Citations of one or several records, each page and reference once. */
export function distinct(citations) {
  const seen = new Set();
  return citations.filter((citation) => {
    const key = [citation.page, citation.source, citation.folios].join("|");
    return seen.has(key) ? false : seen.add(key);
  });
}

/**
 * @param {object} index
 * @param {string[]} records ids whose citations to show
 * @param {(id: string) => string} t
 */
export function citations(index, records, t) {
  const all = distinct(records.flatMap((id) => index.citations[id] ?? []));
  if (!all.length) return h("p.citation", { text: t("no page recorded") });
  return h("div.citations", {}, all.map((citation) => one(index, citation, t)));
}

function one(index, citation, t) {
  const references = (citation.source ?? "").split(";").filter(Boolean);
  return h(
    "details.citation",
    {},
    h("summary", {}, icon("page"), h("span", { text: shortCitation(citation, t) })),
    h("p.reference", { text: t("Printed page {n} of the dissertation.").replace("{n}", citation.page) }),
    references.flatMap((id) => {
      const said = sayReference(index.sources.get(id));
      const gap = t("Reference not printed.");
      const { lang } = document.documentElement;
      return [
        h("p.reference", { lang: said ? languageOf(said, lang) : null, text: `[${id}] ${said || gap}` }),
        said ? citeRecord({ index, t, state: { lang } }, "source", id, t("Cite this source")) : null,
      ];
    }),
    references.length || citation.record ? null : h("p.reference", { text: t("The author gives no reference here.") }),
    h("p.reference.evidence", { text: citation.record
      ? t("The page of movement {id}, one of the largest here").replace("{id}", citation.record)
      : t("Evidence record {id}").replace("{id}", citation.evidence) }),
  );
}
