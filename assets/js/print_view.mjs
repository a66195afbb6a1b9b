// Printing: the legend and the sources folded open, words on paper instead of the dark theme, the map as the
// picture it is (there is no time to draw another), at the sheet's width; and all as it was afterwards.

import { wear } from "./ink.mjs";
import { THEMES } from "./state.mjs";

/** Width of an upright A4 sheet less its margins, in CSS px. */
const SHEET = 700;
const FOLDED = "#legend, #detail details.citation, #table details";

/**
 * @param {{root: HTMLElement, stage: HTMLElement, store}} parts
 */
export function watchPrinting({ root, stage, store }) {
  let undo = null;

  function prepare() {
    if (undo) return;
    const opened = [...root.querySelectorAll(FOLDED)].filter((part) => !part.open);
    for (const part of opened) part.open = true;
    wear(THEMES[0]);
    // The map keeps the size it was drawn in; the sheet shows it smaller.
    const { width, height } = stage.querySelector("canvas.map-year").style;
    root.style.setProperty("--map-width", width);
    root.style.setProperty("--map-height", height);
    root.style.setProperty("--map-scale", Math.min(1, SHEET / parseFloat(width)));
    undo = () => {
      for (const part of opened) part.open = false;
      wear(store.get().theme);
    };
  }
  function restore() {
    undo?.();
    undo = null;
  }
  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
  window.matchMedia("print").addEventListener("change", ({ matches }) => (matches ? prepare : restore)());
}
