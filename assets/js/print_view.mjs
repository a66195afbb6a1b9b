// Printing: the legend and the sources folded open, words and map in the inks of paper instead of the dark theme's,
// the map at the sheet's width; and all as it was afterwards.

import { THEMES } from "./state.mjs";

const PAPER = THEMES[0];

/** Width of an upright A4 sheet less its margins, in CSS px. */
const SHEET = 700;
const FOLDED = "#legend, #detail details.citation, #table details";

/**
 * Let a canvas be printed as the picture it is. Chromium would print what was drawn just now stroke by stroke, and
 * the wiping that begins a drawing as a white sheet over all that lies beneath. Once the strokes were looked at and one
 * more is added, it has only the picture.
 */
function rest(canvas) {
  const copy = new OffscreenCanvas(1, 1).getContext("2d");
  const pen = canvas.getContext("2d");
  copy.drawImage(canvas, 0, 0);
  pen.save();
  pen.globalAlpha = 0.01;
  pen.fillRect(0, 0, 1, 1);
  pen.restore();
  copy.drawImage(canvas, 0, 0);
}

/**
 * @param {{root: HTMLElement, stage: HTMLElement, store, tint: (theme: string) => void}} parts tint lets the whole
 *   page wear a theme. The browser waits for nothing that is done later, so it must be done when tint returns.
 */
export function watchPrinting({ root, stage, store, tint }) {
  let undo = null;

  function prepare() {
    if (undo) return;
    const opened = [...root.querySelectorAll(FOLDED)].filter((part) => !part.open);
    for (const part of opened) part.open = true;
    // A window in the browser's top layer would print only what fits the screen.
    const told = root.querySelector("#about:modal");
    told?.close();
    told?.show();
    const { theme } = store.get();
    if (theme !== PAPER) {
      tint(PAPER);
      for (const canvas of stage.querySelectorAll("canvas")) rest(canvas);
    }
    // The map keeps the size it was drawn in; the sheet shows it smaller.
    const { width, height } = stage.querySelector("canvas.map-year").style;
    root.style.setProperty("--map-width", width);
    root.style.setProperty("--map-height", height);
    root.style.setProperty("--map-scale", Math.min(1, SHEET / parseFloat(width)));
    undo = () => {
      for (const part of opened) part.open = false;
      told?.close();
      told?.showModal();
      if (theme !== PAPER) tint(store.get().theme);
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
