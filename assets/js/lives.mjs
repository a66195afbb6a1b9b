// Lives as paths on the map: stop by stop, as the years pass. Pure.

import { nameAt } from "./atlas_index.mjs";
import { livesOf, windowOf } from "./state.mjs";

/**
 * Stops of a life that can stand on the map, and how far the years have come.
 * A stop without years is reached with the dated stop before it: the order is known, the year is not.
 * @param {object[]} stops in order
 * @param {number} until last year shown
 * @returns {{stop, number: number, reached: boolean}[]} numbers count all stops, also the unlocated
 */
export function reachedStops(stops, until) {
  let reached = true;
  return stops.map((stop, i) => {
    if (stop.yearFrom !== undefined) reached = stop.yearFrom <= until;
    return { stop, number: i + 1, reached };
  });
}

/**
 * Discs of a path. Stops closer than a disc is wide share one: its number is that of the last stop reached, and
 * before any is reached that of the first to come. A number never stands on another.
 * @param {{x, y, number: number, reached: boolean}[]} points in order
 * @param {number} room px between two discs that can both be read
 */
export function lifeDiscs(points, room) {
  const discs = [];
  for (const point of points) {
    const at = discs.findIndex((disc) => Math.hypot(disc.x - point.x, disc.y - point.y) < room);
    if (at < 0) discs.push(point);
    else if (point.reached) discs[at] = point;
  }
  // What lies ahead never covers what was reached.
  return discs.sort((a, b) => Number(a.reached) - Number(b.reached) || a.number - b.number);
}

/**
 * Paths of the chosen lives in px.
 * @param {object} index
 * @param {object} state
 * @param {{project: (lonLat) => number[]}} view
 * @returns {{person, rank, points: {x, y, number, reached, name, stop}[]}[]}
 */
export function lifePaths(index, state, { project }) {
  const [, until] = windowOf(state);
  return livesOf(state).map((id, rank) => {
    const person = index.people.get(id);
    const points = [];
    for (const { stop, number, reached } of reachedStops(person.stops, until)) {
      const place = index.places.get(stop.place);
      // A whole country is no point to draw a path to.
      if (!place || place.lon === undefined || (place.kind === "country" && index.childrenOf.has(place.id))) continue;
      const at = project([place.lon, place.lat]);
      if (!at) continue;
      const name = nameAt(place, stop.yearFrom ?? state.year, state.lang);
      points.push({ x: at[0], y: at[1], number, reached, name, stop, place: place.id });
    }
    return { person, rank, points };
  });
}
