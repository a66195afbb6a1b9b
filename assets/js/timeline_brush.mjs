// The span above the bars: drawn by dragging along the strip, moved by its two handles, by keys, or by a tap on the
// strip, which moves the nearer end there.

import { h } from "./dom.mjs";
import { setSpan } from "./state.mjs";
import { word } from "./words.mjs";

const FIRST = word("First year of the span");
const LAST = word("Last year of the span");

/** Year whose column holds a horizontal place. */
export function yearAt(x, xOf, [first, last]) {
  const slot = xOf(first + 1) - xOf(first);
  return Math.min(last, Math.max(first, Math.round((x - xOf(first)) / slot) + first));
}

/** The span whose nearer end has moved to a year. */
export function stretch([from, to], year) {
  return Math.abs(year - from) < Math.abs(year - to) ? [year, to] : [from, year];
}

/**
 * @param {{root: HTMLElement, years: number[], xOf: (year) => number, store, t}} parts root is the chart
 */
export function createBrush({ root, years, xOf, store, t }) {
  const handle = (id, message) =>
    h("button.brush-handle", {
      id,
      type: "button",
      role: "slider",
      "aria-valuemin": years[0],
      "aria-valuemax": years[1],
      "aria-label": t(message),
      "data-word-aria-label": message,
    });
  const ends = [handle("span-from", FIRST), handle("span-to", LAST)];
  const bar = h("div.brush-bar");
  const veil = h("div.brush-veil");
  const strip = h("div.brush-strip");
  root.append(veil, strip);
  strip.append(bar, ...ends);

  const placeOf = (event) => yearAt(event.clientX - root.getBoundingClientRect().left, xOf, years);
  let anchor = null;
  let dragged = false;

  /** While a finger is down the other end stays where it is. */
  function grab(event, fixed, holds) {
    if (event.button) return;
    anchor = fixed;
    dragged = holds;
    strip.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.stopPropagation();
  }
  strip.addEventListener("pointerdown", (event) => grab(event, placeOf(event), false));
  ends.forEach((end, i) => {
    end.addEventListener("pointerdown", (event) => {
      end.focus();
      grab(event, store.get().span[1 - i], true);
    });
    end.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
      const edges = { Home: years[0], End: years[1] };
      const now = [...store.get().span];
      if (steps[event.key]) now[i] += steps[event.key];
      else if (edges[event.key] !== undefined) now[i] = edges[event.key];
      else return;
      // The ends do not change places under the keyboard.
      now[i] = i ? Math.max(now[0], now[1]) : Math.min(now[0], now[1]);
      event.preventDefault();
      event.stopPropagation();
      store.set(setSpan(store.get(), ...now, years));
    });
  });
  strip.addEventListener("pointermove", (event) => {
    if (anchor === null) return;
    const year = placeOf(event);
    dragged ||= year !== anchor;
    if (dragged) store.set(setSpan(store.get(), anchor, year, years));
  });
  strip.addEventListener("pointerup", () => {
    const state = store.get();
    if (anchor !== null && !dragged && state.span) store.set(setSpan(state, ...stretch(state.span, anchor), years));
    anchor = null;
  });
  strip.addEventListener("pointercancel", () => {
    anchor = null;
  });

  function draw() {
    const { span } = store.get();
    for (const element of [bar, veil, ...ends]) element.hidden = !span;
    if (!span) return;
    const half = (xOf(years[0] + 1) - xOf(years[0])) / 2;
    const [left, right] = [xOf(span[0]) - half, xOf(span[1]) + half];
    for (const element of [bar, veil]) {
      element.style.left = `${left}px`;
      element.style.width = `${right - left}px`;
    }
    ends.forEach((end, i) => {
      end.style.left = `${i ? right : left}px`;
      end.setAttribute("aria-valuenow", span[i]);
    });
  }

  return { draw };
}
