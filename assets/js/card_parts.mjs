// Parts that the cards share: bars on one common scale, contradictions, lists of records.

import { citations } from "./citation_view.mjs";
import { h, icon } from "./dom.mjs";
import { high, low, sayFigure, sayYears } from "./figures.mjs";
import { unitOf } from "./units.mjs";
import { named } from "./package_words.mjs";
import { CERTAINTIES, QUALIFIERS, STATUSES, UNITS } from "./vocabulary.mjs";
import { n } from "./words.mjs";

/** Heading of a part of a card. */
export function heading(name, text) {
  return h("h3.part", {}, icon(name), h("span", { text }));
}

/** One figure large, its unit and moment beside it, its page under it. */
export function bigFigure(context, record) {
  const { index, t, lang } = context;
  const unit = unitOf(record, t);
  const qualifier = record.qualifier === "exact" ? null : t(QUALIFIERS[record.qualifier]);
  return h(
    "section.big",
    {},
    h(
      "div.big-row",
      {},
      h("span.big-number", { text: sayFigure({ ...record, qualifier: "exact" }, lang, t) }),
      h(
        "span.big-label",
        {},
        qualifier ? h("em.qualifier", { text: qualifier }) : null,
        h("span.unit", { text: unit }),
        h("span", { text: record.label[lang] ?? record.label.en }),
      ),
    ),
    partsLine(context, record),
    citations(index, [record.id], t),
  );
}

/** A label with its years, unless it says them itself. */
export function withYears(label, years) {
  const plain = (text) => text.replace(/[\u2010-\u2013]/g, "-");
  return years && !plain(label).includes(plain(years)) ? `${label}, ${years}` : label;
}

/** "Of these: 131 engineers, 179 workers." */
export function partsLine({ index, t, lang }, record) {
  const parts = index.partsOf.get(record.id) ?? [];
  if (!parts.length) return null;
  const said = parts
    .slice(0, 8)
    .map((part) => `${sayFigure(part, lang, t)}: ${part.label[lang] ?? part.label.en}`)
    .join("; ");
  const more = parts.length > 8 ? "; \u2026" : "";
  return h("p.parts", { text: t("Of these: {parts}").replace("{parts}", said + more) });
}

/**
 * Figures as bars on one common scale from 0: solid to the lowest reading, pale to the highest,
 * an open dashed end for "at least".
 */
export function bars(context, records) {
  const { index, t, lang } = context;
  const counted = records.filter((record) => low(record) !== undefined);
  const top = Math.max(...counted.map(high), 1) * 1.12;
  return h(
    "ol.bars",
    {},
    counted.map((record) => {
      const family = index.families.get(record.category);
      const share = (value) => `${(100 * value) / top}%`;
      const from = low(record);
      const to = high(record);
      const open = record.qualifier === "at_least";
      const pale = ["approx", "at_least", "disputed", "capacity"].includes(record.qualifier);
      const label = record.label[lang] ?? record.label.en;
      return h(
        "li",
        { "data-record": record.id },
        h(
          "div.bar-label",
          {},
          h("span", { text: withYears(label, sayYears(record)) }),
        ),
        h(
          "div.bar-row",
          {},
          h(
            "div.bar-track",
            {},
            h("div", { class: `bar bg-${family}${pale ? " pale" : ""}`, style: `width:${share(from)}` }),
            to > from
              ? h("div", {
                  class: `bar pale bg-${family}`,
                  style: `left:${share(from)};width:${share(to - from)}`,
                })
              : null,
            open ? h("div", { class: `bar-open edge-${family}`, style: `left:${share(from)}` }) : null,
          ),
          h("strong.bar-figure", { text: sayFigure(record, lang, t) }),
        ),
        record.unit && record.unit !== "persons"
          ? h("p.small", { text: named(t, "unit", record.unit, UNITS) })
          : null,
        citations(index, [record.id], t),
      );
    }),
  );
}

/** Contradictions that concern any of these records, each once. */
export function conflictsOf(index, ids) {
  const found = new Map();
  for (const id of ids) {
    for (const conflict of index.conflictsOf.get(id) ?? []) found.set(conflict.id, conflict);
  }
  return [...found.values()];
}

/** Text of contradictions. */
export function conflictTexts(conflicts, lang) {
  return conflicts.map((conflict) =>
    h("p.conflict", { "data-conflict": conflict.id, text: conflict.text[lang] ?? conflict.text.en }),
  );
}

/** Button that selects another record. */
export function link(text, kind, id, choose) {
  return h("button.link", { type: "button", text, onclick: () => choose(kind, id) });
}

/** A long list that shows its first items and a button for the others, so that a card stays readable. */
export function folded(items, first, t, inside = "div") {
  if (items.length <= first) return items;
  const rest = items.slice(first);
  for (const item of rest) item.hidden = true;
  const more = h(inside, {}, h("button.more", {
    type: "button",
    text: n(t, "Show {n} more entry", "Show {n} more entries", rest.length).replace("{n}", rest.length),
    onclick: () => {
      for (const item of rest) item.hidden = false;
      more.remove();
    },
  }));
  return [...items.slice(0, first), more, ...rest];
}

/** Status and certainty in words, where they are not the plain case. */
export function caveats(record, t) {
  const said = [];
  if (record.status && record.status !== "happened") said.push(t(STATUSES[record.status]));
  if (CERTAINTIES[record.certainty]) said.push(t(CERTAINTIES[record.certainty]));
  return said.length ? h("p.caveat", { text: said.join(". ") }) : null;
}
