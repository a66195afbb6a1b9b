// The card of a flow of a very large package: what was added up, what has no figure, and the pages of its largest
// movements. The records themselves are in the download.

import { heading } from "./card_parts.mjs";
import { h } from "./dom.mjs";
import { formatNumber, low, sayFigure, sayYears } from "./figures.mjs";
import { named } from "./package_words.mjs";
import { unitOf } from "./units.mjs";
import { STATUSES } from "./vocabulary.mjs";
import { n } from "./words.mjs";

const TABLE = "data/movements.csv";

/** A flow as it is in the window, or as a whole where the window does not show it. */
export const flowNow = (index, id, state) => index.levels.now(state).byId.get(id) ?? index.levels.flows.get(id);

/** Link to the table that holds every record. */
export function tableLink(t) {
  return h("p.small", {}, h("a.link", { href: TABLE, download: "", text: t("All movements as a table (CSV)") }));
}

/**
 * @param {object} context of the card
 * @param {string} id of the flow
 * @param {string} title its ends
 * @param {Function} placeLink of the card
 */
export function aggregateCard(context, id, title, placeLink) {
  const { index, t, lang, state } = context;
  const flow = flowNow(index, id, state);
  const [origins, destinations] = flow.places.map((count) => formatNumber(count, lang));
  const silent = flow.records > flow.silent ? flow.silent : 0;
  return [
    h("h2", { text: title }),
    h("p.lead", { text: [sayYears(flow), named(t, "category", flow.category)].join(" \u00b7 ") }),
    flow.status === "happened" ? null : h("p.caveat", { text: t(STATUSES[flow.status]) }),
    low(flow) === undefined
      ? h("p.silence", { text: t("How many people went is not recorded.") })
      : h("section.big", {}, h("div.big-row", {},
          h("span.big-number", { text: sayFigure({ ...figures(flow), qualifier: "exact" }, lang, t) }),
          h("span.big-label", {}, h("span.unit", { text: unitOf(figures(flow), t) }), h("span", { text: t("documented, added up") })))),
    h("p.added", { text: [
      n(t, "{n} movement of the tables", "{n} movements of the tables, added up", flow.records).replace("{n}", formatNumber(flow.records, lang)),
      t("different places in all years: {a} at the origin, {b} at the destination").replace("{a}", origins).replace("{b}", destinations),
    ].join("; ") }),
    silent
      ? h("p.added", { text: n(t, "{n} movement has no figure that can be added up", "{n} movements have no figure that can be added up", silent)
          .replace("{n}", formatNumber(silent, lang)) })
      : null,
    h("p.small", { text: t("Only wholes are added: no plans, no parts of other movements; figures that contradict each other as a range.") }),
    ...(flow.largest.length
      ? [heading("page", t("Its largest movements of all years, and their pages")),
         h("ul.records", {}, flow.largest.map(([record, page]) =>
           h("li", { text: [record, page ? t("p. {n}").replace("{n}", page) : null].filter(Boolean).join(" \u00b7 ") })))]
      : []),
    tableLink(t),
    heading("road", t("From, by way of, to")),
    h("ol.records", {}, [flow.origin, flow.destination].map((place) => h("li", {}, placeLink(context, place)))),
  ];
}

const figures = ({ count, countLow, countHigh, qualifier, unit }) => ({ count, countLow, countHigh, qualifier, unit });

/** What stands behind a place of a very large package, as paragraphs. */
export function placeAdded({ index, t, lang }, place) {
  if (!index.levels) return [];
  return place.kind === "near"
    ? [h("p.added", { text: n(t,
        "{n} place in one square of 150 km, called after the one that movements name most often.",
        "{n} places in one square of 150 km, called after the one that movements name most often.",
        place.members).replace("{n}", formatNumber(place.members, lang)) })]
    : [h("p.added", { text: n(t, "{n} movement of the tables names this place.", "{n} movements of the tables name this place.", place.named)
        .replace("{n}", formatNumber(place.named, lang)) }), place.named ? tableLink(t) : null];
}
