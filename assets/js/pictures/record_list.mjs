// The records behind a mark, each with its words, figure and pages.

import { nameAt } from "../atlas_index.mjs";
import { caveats, conflictTexts, conflictsOf, link } from "../card_parts.mjs";
import { citations } from "../citation_view.mjs";
import { sayWhen } from "../dates.mjs";
import { h } from "../dom.mjs";
import { sayCounted } from "../units.mjs";

/**
 * List items of records.
 * @param {string[]} ids of movements, figures or events
 * @param {{index, state, t, choose: (kind: string, id: string, year?: number) => void}} context
 */
export function recordItems(ids, { index, state, t, choose }) {
  const { lang, year } = state;
  const text = (words) => words?.[lang] ?? words?.en ?? "";
  const name = (id, at) => (index.places.has(id) ? nameAt(index.places.get(id), at ?? year, lang) : t("not recorded"));
  return [...new Set(ids)].map((id) => {
    const event = index.events.get(id);
    const move = index.movements.get(id);
    const record = event ?? move ?? index.populations.get(id);
    const [kind, target] = event ? ["event", id] : move ? ["move", id] : ["place", record.place];
    const where = move ? `${name(move.origin, move.yearFrom)} \u2013 ${name(move.destination, move.yearFrom)}` : record.place && name(record.place, record.yearFrom);
    const said = [where, sayWhen(record, lang, t), event ? null : sayCounted(record, lang, t)];
    return h("li", { "data-record": id },
      link(text(record.label ?? record.title), kind, target, () => choose(kind, target, record.yearFrom)),
      h("p", { text: said.filter(Boolean).join(" \u00b7 ") }),
      event ? null : caveats(record, t),
      citations(index, [id], t),
      ...conflictTexts(conflictsOf(index, [id]).filter((conflict) => conflict.kind === "contradiction"), lang));
  });
}
