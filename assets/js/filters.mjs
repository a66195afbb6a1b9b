// What the filters let through. Pure; one function per question.

import { low } from "./figures.mjs";

/** Whether a place is another one or lies inside it. */
export function within(index, id, host) {
  for (let place = index.places.get(id); place; place = index.places.get(place.partOf)) {
    if (place.id === host) return true;
  }
  return false;
}

/** Whether a record's ends, or its place, are asked for. */
export function endsPass(record, index, { from, to, between }) {
  if (!from && !to) return true;
  const inside = (id, host) => !host || (id !== undefined && within(index, id, host));
  if (record.place !== undefined) return inside(record.place, to ?? from);
  const straight = inside(record.origin, from) && inside(record.destination, to);
  return straight || (between && inside(record.origin, to) && inside(record.destination, from));
}

/** Whether every filter but the category lets a movement or figure through. */
export function passesOthers(record, index, state) {
  const nation = state.nat.length === 0 || (record.nationality ?? []).some((code) => state.nat.includes(code));
  return nation && (!state.counted || low(record) !== undefined) && endsPass(record, index, state);
}

/** Whether all filters let a movement or figure through. */
export function passes(record, index, state) {
  const category = state.cat.length === 0 || state.cat.includes(record.category);
  return category && passesOthers(record, index, state);
}

/** Whether a movement's status is asked for: what happened always is, plans only when chosen. */
export function statusPasses(move, state) {
  return move.status === "happened" || state.status.includes(move.status);
}

/** What letting go of all filters means. */
export const NO_FILTERS = {
  cat: [], nat: [], from: null, to: null, between: false, status: [], counted: false,
};

/** Whether anything is filtered. */
export function isFiltered(state) {
  const { cat, nat, from, to, status, counted } = state;
  return Boolean(cat.length || nat.length || from || to || status.length || counted);
}

/**
 * The filters in force, each with the patch that lets it go.
 * @returns {{kind: string, value: string, patch: object}[]}
 */
export function activeFilters(state) {
  const chips = [];
  for (const name of ["cat", "nat", "status"]) {
    for (const value of state[name]) {
      chips.push({ kind: name, value, patch: { [name]: state[name].filter((other) => other !== value) } });
    }
  }
  for (const end of ["from", "to"]) {
    if (state[end]) chips.push({ kind: end, value: state[end], patch: { [end]: null, between: false } });
  }
  if (state.counted) chips.push({ kind: "counted", value: "1", patch: { counted: false } });
  return chips;
}
