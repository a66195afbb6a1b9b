// What the pictures may count. Every movement falls into exactly one class: a whole with people, a movement without a
// number, or one of the reasons for being left outside. Pure.

import { touches } from "../atlas_index.mjs";
import { countsPeople, high, low } from "../figures.mjs";
import { passes } from "../filters.mjs";
import { windowOf } from "../state.mjs";

/** Why a movement is not in a picture of people, in the order in which it is asked. */
export const REASONS = ["filtered", "intended", "part", "undated", "years", "unit", "disputed"];

/** Years that a picture covers: those of the map, or all. */
export function yearsOf(index, state) {
  return state.over === "map" ? windowOf(state) : index.meta.years;
}

function reasonOf(move, index, state) {
  if (!passes(move, index, state)) return "filtered";
  if (move.status !== "happened") return "intended";
  if (move.partOf) return "part";
  if (move.yearFrom === undefined) return "undated";
  if (low(move) === undefined || countsPeople(move)) return null;
  return move.unit === "persons" ? "disputed" : "unit";
}

/**
 * Movements sorted into what counts and what does not. Figures that contradict each other are one group, so that
 * the same people are never there twice; a group is in the years if one of its readings is.
 * @param {object} index
 * @param {object} state filters and years
 * @returns {{groups: object[][], uncounted: object[], outside: Map<string, object[]>}}
 */
export function sortMovements(index, state) {
  const shown = yearsOf(index, state);
  const outside = new Map(REASONS.map((reason) => [reason, []]));
  const byKey = new Map();
  const uncounted = [];
  for (const move of index.movements.values()) {
    const reason = reasonOf(move, index, state);
    if (reason) outside.get(reason).push(move);
    else if (low(move) !== undefined) {
      const key = move.alternative === undefined ? move.id : `#${move.alternative}`;
      if (!byKey.has(key)) byKey.set(key, []);
      byKey.get(key).push(move);
    } else if (touches(move, shown)) uncounted.push(move);
    else outside.get("years").push(move);
  }
  const groups = [];
  for (const group of byKey.values()) {
    if (group.some((move) => touches(move, shown))) groups.push(group);
    else outside.get("years").push(...group);
  }
  return { groups, uncounted, outside };
}

/** Lowest and highest reading of a group. */
export const readings = (group) => ({ low: Math.min(...group.map(low)), high: Math.max(...group.map(high)) });

/** Where the records of one group name different places. */
export const DIFFERS = "!";

/**
 * Entries of a picture: people of the groups and records without a number, by what they have in common. Where the
 * readings of one group disagree about that, it says DIFFERS.
 * @param {{groups: object[][], uncounted: object[]}} sorted
 * @param {(record: object) => string[]} keysOf such as origin and destination
 * @returns {{key: string, keys: string[], low: number, high: number, counted: string[], uncounted: string[]}[]}
 *   `counted` and `uncounted` are record ids
 */
export function tally({ groups, uncounted }, keysOf) {
  const entries = new Map();
  const entry = (keys) => {
    const key = keys.join(">");
    if (!entries.has(key)) entries.set(key, { key, keys, low: 0, high: 0, counted: [], uncounted: [] });
    return entries.get(key);
  };
  for (const group of groups) {
    const each = group.map(keysOf);
    const found = entry(each[0].map((key, i) => (each.every((keys) => keys[i] === key) ? key : DIFFERS)));
    const { low: least, high: most } = readings(group);
    found.low += least;
    found.high += most;
    found.counted.push(...group.map((move) => move.id));
  }
  for (const move of uncounted) entry(keysOf(move)).uncounted.push(move.id);
  return [...entries.values()];
}

/** People of all groups. */
export function sumOf(groups) {
  return groups.map(readings).reduce((sum, one) => ({ low: sum.low + one.low, high: sum.high + one.high }), { low: 0, high: 0 });
}

/** The places that hold a place, outermost first, itself last. */
export function chainOf(index, id) {
  const chain = [];
  for (let place = index.places.get(id); place && !chain.includes(place.id); place = index.places.get(place.partOf)) chain.unshift(place.id);
  return chain;
}

/** Stands for what nobody recorded. */
export const UNKNOWN = "?";

/** A union is a place of several countries; it stands for itself only where nothing more is said. */
const isUnion = (index, id) => (index.childrenOf.get(id) ?? []).filter((child) => child.kind === "country").length > 2;

/** Country of a place: abroad the state, inside the Union the republic; UNKNOWN where none is recorded. */
export function countryOf(index, id) {
  const chain = chainOf(index, id);
  if (!chain.length) return UNKNOWN;
  return chain.length > 1 && isUnion(index, chain[0]) ? chain[1] : chain[0];
}

/** Region of a place: abroad the state, inside the Union what lies next under the republic. */
export function regionOf(index, id) {
  const chain = chainOf(index, id);
  if (!chain.length) return UNKNOWN;
  return isUnion(index, chain[0]) ? chain[Math.min(2, chain.length - 1)] : chain[0];
}
