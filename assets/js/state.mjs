// The view state: the only place where "what is shown" lives. Everything on screen is a function of it.

/** Years a second. */
export const SPEEDS = [0.5, 1, 2, 4];
export const MODES = ["explore"];

/**
 * State at the start, in the first of the visitor's languages that the atlas speaks.
 * @param {{years: number[], startYear: number, languages: string[]}} meta
 * @param {readonly string[]} preferred such as navigator.languages
 */
export function initialState(meta, preferred = []) {
  const spoken = preferred.map((tag) => tag.split("-")[0]);
  return {
    mode: MODES[0],
    year: meta.startYear,
    lang: spoken.find((lang) => meta.languages.includes(lang)) ?? meta.languages[0],
    cat: [],
    place: null,
    move: null,
    person: null,
    event: null,
    oblast: "absolute",
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
  if (kind && id) patch[kind] = id;
  return patch;
}

/** Nearest year inside the atlas. */
export function clampYear(year, [first, last]) {
  return Math.min(last, Math.max(first, Math.round(year)));
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
