// The address bar follows the state. What a visitor chose becomes an entry of the history, so that back and
// forward work; a moving year only rewrites the present one.

import { readQuery, writeQuery } from "./query.mjs";

const ENTRIES = ["mode", "place", "move", "person", "event", "story", "step", "picture"];

/**
 * @param {{store, index, begin: object}} parts begin is the state that an empty query means
 */
export function createAddress({ store, index, begin }) {
  let written = store.get();

  window.addEventListener("popstate", () => {
    const wanted = { ...begin, ...readQuery(window.location.search, index) };
    written = wanted;
    store.set(wanted);
  });

  return function update() {
    const state = store.get();
    // A kiosk and a frame keep the address they were given: it holds their settings.
    if (["kiosk", "embed"].includes(state.mode)) return;
    const query = writeQuery(state, begin);
    if (query === window.location.search) return;
    const entry = ENTRIES.some((key) => state[key] !== written[key]);
    window.history[entry ? "pushState" : "replaceState"](null, "", query);
    written = state;
  };
}
