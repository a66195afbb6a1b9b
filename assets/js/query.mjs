// The view state in the address: ?year=1932&place=magnitogorsk. Unknown or bad values are ignored.

import { MODES, SELECTIONS, clampYear, select } from "./state.mjs";

const COLLECTION = { place: "places", move: "movements", person: "people", event: "events" };

/**
 * Patch for the state from a query string.
 * @param {string} search such as "?year=1932"
 * @param {{meta: object, places: Map, movements: Map, people: Map, events: Map}} index known records
 */
export function readQuery(search, index) {
  const query = new URLSearchParams(search);
  const { years, languages, categories } = index.meta;
  const patch = {};
  const year = query.get("year");
  if (year !== null && /^-?\d{1,6}$/.test(year)) patch.year = clampYear(Number(year), years);
  const lang = query.get("lang");
  if (languages.includes(lang)) patch.lang = lang;
  const mode = query.get("mode");
  if (MODES.includes(mode)) patch.mode = mode;
  const known = categories.map((category) => category.id);
  const cat = (query.get("cat") ?? "").split(",").filter((id) => known.includes(id));
  if (cat.length) patch.cat = cat;
  for (const kind of SELECTIONS) {
    const id = query.get(kind);
    if (id && index[COLLECTION[kind]].has(id)) {
      Object.assign(patch, select(kind, id));
      break;
    }
  }
  return patch;
}

/**
 * Query string for a state; what is as at the start is left out.
 * @param {object} state
 * @param {object} start state that an empty query means
 */
export function writeQuery(state, start) {
  const query = new URLSearchParams();
  if (state.mode !== start.mode) query.set("mode", state.mode);
  query.set("year", String(state.year));
  if (state.lang !== start.lang) query.set("lang", state.lang);
  if (state.cat.length) query.set("cat", state.cat.join(","));
  for (const kind of SELECTIONS) if (state[kind]) query.set(kind, state[kind]);
  return `?${query.toString().replaceAll("%2C", ",")}`;
}
