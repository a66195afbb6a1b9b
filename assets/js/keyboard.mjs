// Keys that work anywhere on the page, except while somebody types.

import { goTo, select, stepSpeed } from "./state.mjs";

/**
 * Patch for a key, or null if the key means nothing here.
 * @param {{key: string, shiftKey: boolean}} event
 * @param {object} state
 * @param {number[]} years first and last
 */
export function patchForKey({ key, shiftKey }, state, years) {
  const to = (year) => goTo(state, year, years);
  const step = shiftKey ? 5 : 1;
  switch (key) {
    case "ArrowLeft":
      return to(state.year - step);
    case "ArrowRight":
      return to(state.year + step);
    case "Home":
      return to(years[0]);
    case "End":
      return to(years[1]);
    case " ":
      return { playing: !state.playing, compare: null };
    case ",":
      return { speed: stepSpeed(state.speed, -1) };
    case ".":
      return { speed: stepSpeed(state.speed, 1) };
    case "Escape":
      return select(null, null);
    default:
      return null;
  }
}

const TYPES = /^(text|search|email|number|url)$/;

/** Whether the event belongs to a field or control that needs the key itself. */
export function belongsElsewhere(event) {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const tag = target.tagName;
  if (tag === "TEXTAREA" || tag === "SELECT") return true;
  if (tag === "INPUT" && TYPES.test(target.type)) return true;
  const control = ["BUTTON", "SUMMARY", "A"].includes(tag);
  return control && (event.key === " " || event.key === "Enter");
}

/** Whether a window lies over the page and has the keys to itself. */
export const windowOpen = () => document.querySelector("dialog[open]") !== null;

/** Listen on the document; `allowed` says whether a key is wanted. */
export function watchKeyboard(store, years, allowed = () => true) {
  document.addEventListener("keydown", (event) => {
    // An open dialog has the keys: Escape closes it, and the map behind it rests.
    if (windowOpen() || belongsElsewhere(event) || !allowed(event)) return;
    const patch = patchForKey(event, store.get(), years);
    if (!patch) return;
    event.preventDefault();
    store.set(patch);
  });
}
