// Moves between the kiosk's screens, as patches of the one state. Pure.

import { NO_FILTERS } from "./filters.mjs";
import { roomOf } from "./kiosk_layout.mjs";
import { pagesOf } from "./kiosk_pages.mjs";
import { SPEEDS, select } from "./state.mjs";

/** Screens that tell something page by page, and what each is about. */
export const TOLD = { story: "story", life: "person", place: "place" };

/** Patch that opens a screen afresh. */
export function openPatch(screen) {
  return {
    ...NO_FILTERS,
    ...select(null, null),
    screen,
    page: 0,
    span: null,
    compare: null,
    story: null,
    step: null,
    playing: false,
    speed: SPEEDS[0],
  };
}

/** Patch that wakes the film: the movement that was shown stays under the doors. */
export function wakePatch(screen) {
  if (screen !== "home") return openPatch(screen);
  return { screen, page: 0, span: null, playing: false, speed: SPEEDS[0] };
}

/**
 * Patch that begins to tell a story, a life or a place; null if there is nothing of that name.
 * @param {object} index
 * @param {object} state
 * @param {"story"|"life"|"place"} screen
 * @param {string} id
 */
export function tellPatch(index, state, screen, id, t) {
  const opened = { ...openPatch(screen), [TOLD[screen]]: id };
  const [first] = pagesOf(index, { ...state, ...opened }, t);
  return first ? { ...opened, ...first.patch } : null;
}

/** Patch for another page, or null beyond the ends. */
export function turnPatch(pages, page, by) {
  const next = pages[page + by];
  return next ? { ...next.patch, page: page + by } : null;
}

/** What the camera must show: changes only when the subject does. */
export function cameraKey(state, page) {
  if (state.screen === "story") return `story:${state.story}:${page?.group}`;
  if (TOLD[state.screen]) return `${state.screen}:${state[TOLD[state.screen]]}`;
  // Each leaves another part of the screen free for the whole map.
  return roomOf(state.screen);
}
