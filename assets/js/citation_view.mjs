// Says who: the printed page and the author's citation under every figure, opening onto the reference.

import { sayFolios, sayReference } from "./citation.mjs";
import { citeRecord } from "./cite_box.mjs";
import { h, icon } from "./dom.mjs";
import { aboutAtlas } from "./package_words.mjs";
import { languageOf } from "./scripts.mjs";

/** Short form such as "p. 68 · [116, 42–43]". */
export function shortCitation(citation, t) {
  const page = citation.page ? t("p. {n}").replace("{n}", citation.page) : "";
  if (!citation.source) return page;
  const folios = citation.folios ? `, ${sayFolios(citation.folios, t)}` : "";
  return [page, `[${citation.source.replaceAll(";", ", ")}${folios}]`].filter(Boolean).join(" \u00b7 ");
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
  const printed = aboutAtlas(t, "page");
  return h(
    "details.citation",
    {},
    h("summary", {}, icon("page"), h("span", { text: shortCitation(citation, t) })),
    citation.page && printed ? h("p.reference", { text: printed.replace("{n}", citation.page) }) : null,
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
    where(citation, t),
  );
}

/** Which record it is a page of: that of a movement among many, or a line of the evidence. */
function where({ record, evidence }, t) {
  if (record) {
    return h("p.reference.evidence", { text: t("The page of movement {id}, one of the largest here").replace("{id}", record) });
  }
  return evidence ? h("p.reference.evidence", { text: t("Evidence record {id}").replace("{id}", evidence) }) : null;
}
