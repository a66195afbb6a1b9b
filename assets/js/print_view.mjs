// Printing: the legend and what is folded open for the sheet, the map as a picture of the sheet's width, and all
// as it was afterwards.

/** A4 upright less its margins, in CSS px. */
const SHEET = 700;

/**
 * @param {{root: HTMLElement, stage: HTMLElement, wear: (theme: string) => void, theme: () => string}} parts
 */
export function watchPrinting({ root, stage }) {
  let opened = [];

  function prepare() {
    opened = [...root.querySelectorAll("#legend, #detail details.citation, #table details")].filter((part) => !part.open);
    for (const part of opened) part.open = true;
    const { width, height } = stage.getBoundingClientRect();
    root.style.setProperty("--map-width", `${width}px`);
    root.style.setProperty("--map-height", `${height}px`);
    root.style.setProperty("--map-scale", Math.min(1, SHEET / width));
  }
  function restore() {
    for (const part of opened) part.open = false;
    opened = [];
  }
  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
}
