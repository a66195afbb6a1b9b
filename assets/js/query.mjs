// The view state in the address: ?year=1932&place=magnitogorsk. Unknown or bad values are ignored.

import { MODES, MOST_LIVES, PICTURES, SELECTIONS, STATUSES, THEMES, clampYear, select, setSpan } from "./state.mjs";
import { stepPatch } from "./story.mjs";

const COLLECTION = { place: "places", move: "movements", person: "people", event: "events" };
const YEAR = /^-?\d{1,6}$/;
const SPAN = /^(\d{4})-(\d{4})$/;

/** Values of a comma-separated parameter that are known. */
function listed(query, name, known) {
  return [...new Set((query.get(name) ?? "").split(","))].filter((id) => known.includes(id));
}

/**
 * Patch for the state from a query string.
 * @param {string} search such as "?year=1932"
 * @param {object} index known records (atlas_index.mjs)
 */
export function readQuery(search, index) {
  const query = new URLSearchParams(search);
  const { years, languages, categories } = index.meta;
  const patch = {};
  const year = query.get("year");
  if (year !== null && YEAR.test(year)) patch.year = clampYear(Number(year), years);
  const span = SPAN.exec(query.get("span") ?? "");
  if (span) {
    const wanted = setSpan({ year: patch.year ?? Number(span[1]) }, Number(span[1]), Number(span[2]), years);
    Object.assign(patch, { span: wanted.span, year: wanted.year });
  }
  const compare = query.get("compare");
  if (compare !== null && YEAR.test(compare) && !span) patch.compare = clampYear(Number(compare), years);
  const lang = query.get("lang");
  if (languages.includes(lang)) patch.lang = lang;
  const mode = query.get("mode");
  if (MODES.includes(mode)) patch.mode = mode;
  const theme = query.get("theme");
  if (THEMES.includes(theme)) patch.theme = theme;
  // A kiosk starts with its film; its other settings are read by kiosk_options.mjs.
  if (mode === "kiosk") return { mode, theme: "dark", screen: "attract", ...(patch.lang ? { lang: patch.lang } : {}) };
  const lists = {
    cat: categories.map((category) => category.id),
    nat: index.nationalities ?? [],
    status: STATUSES,
  };
  for (const [name, known] of Object.entries(lists)) {
    const found = listed(query, name, known);
    if (found.length) patch[name] = found;
  }
  for (const end of ["from", "to"]) {
    if ((index.levels?.ends ?? index.places).has(query.get(end))) patch[end] = query.get(end);
  }
  const story = index.stories?.get(query.get("story"));
  if (story) {
    const step = Number(query.get("step"));
    const known = Number.isInteger(step) && step >= 1 && step <= story.steps.length;
    // A frame shows the map of a step, without the panel that tells it.
    const shown = patch.mode === "embed" ? "embed" : "story";
    Object.assign(patch, stepPatch(story, known ? step : 1, years), { mode: shown, lang: patch.lang });
    if (!patch.lang) delete patch.lang;
    return patch;
  }
  if (patch.mode === "story") delete patch.mode;
  if (query.get("between") === "1") patch.between = true;
  if (query.get("counted") === "1") patch.counted = true;
  if (query.get("shading") === "share") patch.shading = "share";
  if (PICTURES.includes(query.get("picture")) && patch.mode !== "embed") {
    patch.picture = query.get("picture");
    if (query.get("over") === "map") patch.over = "map";
  }
  for (const kind of SELECTIONS) {
    const ids = [...new Set((query.get(kind) ?? "").split(","))].filter((id) => index[COLLECTION[kind]].has(id));
    if (!ids.length) continue;
    Object.assign(patch, select(kind, ids[0]));
    if (kind === "person") patch.lives = ids.slice(1, MOST_LIVES);
    break;
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
  if (state.mode === "story") {
    query.set("mode", "story");
    query.set("story", state.story);
    query.set("step", String(state.step));
    if (state.theme !== start.theme) query.set("theme", state.theme);
    if (state.lang !== start.lang) query.set("lang", state.lang);
    return `?${query}`;
  }
  if (state.mode !== start.mode) query.set("mode", state.mode);
  if (state.theme !== start.theme) query.set("theme", state.theme);
  query.set("year", String(state.year));
  if (state.span) query.set("span", state.span.join("-"));
  if (state.compare !== null) query.set("compare", String(state.compare));
  if (state.lang !== start.lang) query.set("lang", state.lang);
  for (const list of ["cat", "nat", "status"]) {
    if (state[list].length) query.set(list, state[list].join(","));
  }
  for (const end of ["from", "to"]) if (state[end]) query.set(end, state[end]);
  for (const flag of ["between", "counted"]) if (state[flag]) query.set(flag, "1");
  if (state.shading !== start.shading) query.set("shading", state.shading);
  if (state.picture) query.set("picture", state.picture);
  if (state.picture && state.over) query.set("over", state.over);
  for (const kind of SELECTIONS) {
    if (state[kind]) query.set(kind, [state[kind], ...(kind === "person" ? state.lives : [])].join(","));
  }
  return `?${query.toString().replaceAll("%2C", ",")}`;
}
