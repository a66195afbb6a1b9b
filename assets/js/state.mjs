// The view state: the only place where "what is shown" lives. Everything on screen is a function of it.

/** Years a second. */
export const SPEEDS = [0.5, 1, 2, 4];
export const MODES = ["explore", "story", "kiosk", "embed"];
export const THEMES = ["paper", "dark"];
/** Other pictures of what the map shows, in the order of their tabs. */
export const PICTURES = ["matrix", "sankey", "nations", "calendar", "composition"];

/** Those that a package has something for: one of them goes by the chapters of its source. */
export const picturesOf = ({ meta }) => PICTURES.filter((name) => name !== "composition" || meta.chapters?.length);
export const STATUSES = ["planned", "requested", "refused"];
/** How many lives can be laid side by side. */
export const MOST_LIVES = 3;

/**
 * State at the start, in the first of the visitor's languages that the atlas speaks.
 * @param {{years: number[], startYear: number, languages: string[]}} meta
 * @param {readonly string[]} preferred such as navigator.languages
 * @param {boolean} still whether the visitor wants no motion
 */
export function initialState(meta, preferred = [], still = false) {
  const spoken = preferred.map((tag) => tag.split("-")[0]);
  return {
    mode: MODES[0],
    theme: THEMES[0],
    year: meta.startYear,
    // Years shown together at rest and played through: null is the one year.
    span: null,
    // Another year beside the first one, or null.
    compare: null,
    lang: spoken.find((lang) => meta.languages.includes(lang)) ?? meta.languages[0],
    cat: [],
    nat: [],
    from: null,
    to: null,
    // Whether "from" and "to" may change places.
    between: false,
    status: [],
    counted: false,
    place: null,
    move: null,
    person: null,
    event: null,
    // Movements and places that a story or rows of the large table point at.
    moves: [],
    places: [],
    // Rows marked in the large table (grid_rows.mjs): {table, ids} or null.
    records: null,
    story: null,
    step: null,
    // The kiosk: which of its screens, and which page of what is told there (kiosk_pages.mjs).
    screen: null,
    page: 0,
    // Further people whose lives are drawn beside the first.
    lives: [],
    shading: "people",
    // Which of the other pictures is open, and over which years: null is all, "map" those of the map.
    picture: null,
    over: null,
    still,
    playing: false,
    speed: SPEEDS[0],
  };
}

export const SELECTIONS = ["place", "move", "person", "event"];

/** The selected record as [kind, id], or null. */
export function selected(state) {
  const kind = SELECTIONS.find((name) => state[name]);
  return kind ? [kind, state[kind]] : null;
}

/** Patch that selects one record and lets go of any other; `id` null selects nothing. */
export function select(kind, id) {
  const patch = Object.fromEntries(SELECTIONS.map((name) => [name, null]));
  patch.lives = [];
  Object.assign(patch, { moves: [], places: [], records: null });
  if (kind && id) patch[kind] = id;
  return patch;
}

/** People whose lives are drawn. */
export function livesOf(state) {
  return state.person ? [state.person, ...state.lives] : [];
}

/** Nearest year inside the atlas. */
export function clampYear(year, [first, last]) {
  return Math.min(last, Math.max(first, Math.round(year)));
}

/** First and last year of what is shown: the span at rest, the one year while the film plays. */
export function windowOf({ year, span, playing }) {
  return span && !playing ? span : [year, year];
}

/** Years the film plays through. */
export function filmOf({ span }, years) {
  return span ?? years;
}

/** Patch for another year; a span that does not hold it is let go. */
export function goTo(state, year, years) {
  const next = clampYear(year, years);
  const kept = state.span && state.span[0] <= next && next <= state.span[1];
  return { year: next, playing: false, ...(kept ? {} : { span: null }) };
}

/** Patch for a span; the year moves inside it. Ends may be given in either order. */
export function setSpan(state, a, b, years) {
  const [from, to] = [clampYear(Math.min(a, b), years), clampYear(Math.max(a, b), years)];
  return { span: [from, to], year: Math.min(to, Math.max(from, state.year)), playing: false, compare: null };
}

/** Next slower (-1) or faster (+1) speed, stopping at the ends. */
export function stepSpeed(speed, direction) {
  const at = SPEEDS.indexOf(speed) + direction;
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at))];
}

/**
 * A store with one state object.
 * @param {object} state
 * @returns {{get: () => object, set: (patch: object) => void, subscribe: (listener: (state, previous) => void) => void}}
 */
export function createStore(state) {
  const listeners = [];
  return {
    get: () => state,
    set(patch) {
      const changed = Object.keys(patch).some((key) => patch[key] !== state[key]);
      if (!changed) return;
      const previous = state;
      state = { ...state, ...patch };
      for (const listener of listeners) listener(state, previous);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
