// The text twin of the map: the records visible in the year, as rows. Pure: no drawing, no page.

import { nameAt } from "./atlas_index.mjs";
import { high, low } from "./figures.mjs";
import { movementsNow } from "./selectors.mjs";
import { collator } from "./sorting.mjs";

/**
 * Movements of the year as rows.
 * @returns {{id, kind: "move", from, to, label, record, people}[]} largest first
 */
export function movementRows(index, state) {
  const name = (id) =>
    index.places.has(id) ? nameAt(index.places.get(id), state.year, state.lang) : null;
  return movementsNow(index, state)
    .map((record) => ({
      id: record.id,
      kind: "move",
      from: name(record.origin),
      to: name(record.destination),
      label: record.label[state.lang] ?? record.label.en,
      record,
      people: low(record) ?? -1,
    }))
    .sort((a, b) => b.people - a.people);
}

/**
 * Places of the scene as rows.
 * @param {object} scene from scene.mjs
 * @returns {{id, kind: "place", name, figure, people}[]} largest first
 */
export function placeRows(scene, state) {
  const areas = scene.oblasts.map(({ place, figure }) => ({ place, figure, name: nameAt(place, state.year, state.lang) }));
  return [...areas, ...scene.sites]
    .map(({ place, figure, inner, name }) => ({
      id: inner ? inner.place.id : place.id,
      kind: "place",
      name: inner ? `${name}: ${inner.name}` : name,
      figure: figure?.leading ?? null,
      high: figure ? high(figure.leading) : undefined,
      people: figure ? low(figure.leading) : -1,
    }))
    .sort((a, b) => b.people - a.people || collator(state.lang)(a.name, b.name));
}
