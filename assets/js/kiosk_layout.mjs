// Where things lie on a kiosk's screen, wide or tall. Pure but for dressing the page; css/kiosk.css holds the same
// figures, and a browser test compares them.

/** Sizes the drawings were made for; everything grows and shrinks with them. */
export const WIDE = { width: 1920, height: 1080 };
export const TALL = { width: 1080, height: 1920 };
/** How much larger the map's names and marks are than at a desk: nothing under 22 px. */
export const ENLARGED = 1.6;
// Free part of the map in px of the drawings: left, top, right, bottom. Standing, the whole map is fitted by its
// height and wider than high: no taller than its sides allow.
const ROOMS = {
  wide: { doors: [700, 60, 1860, 690], list: [700, 60, 1860, 560], years: [760, 50, 1870, 630], told: [760, 50, 1870, 630] },
  tall: { doors: [50, 400, 1030, 810], list: [50, 430, 1030, 880], years: [50, 350, 1030, 790], told: [50, 250, 1030, 890] },
};
const KINDS = { attract: "doors", home: "doors", people: "list", places: "list", stories: "list", years: "years" };

/** Which part of the map a screen leaves free: "doors", "list", "years" or "told". */
export const roomOf = (screen) => KINDS[screen] ?? "told";

export const isTall = ({ width, height }) => height > width;

/** Px of this screen per px of the drawing. */
export function unit(size) {
  const drawn = isTall(size) ? TALL : WIDE;
  return Math.min(size.width / drawn.width, size.height / drawn.height);
}

/**
 * Part of the map that no words cover, in px of the enlarged stage.
 * @param {{width: number, height: number}} size of the window in px
 * @param {string} screen
 */
export function kioskRoom(size, screen) {
  const drawn = isTall(size) ? TALL : WIDE;
  const [left, top, right, bottom] = ROOMS[isTall(size) ? "tall" : "wide"][roomOf(screen)];
  const enlarged = ENLARGED * unit(size);
  const [x, y] = [size.width / drawn.width / enlarged, size.height / drawn.height / enlarged];
  return { left: left * x, top: top * y, right: right * x, bottom: bottom * y };
}

/** Lower end of words that are told, in px of the window: there the buttons begin. */
export function wordsEnd(size) {
  return size.height - unit(size) * (isTall(size) ? 215 : 150);
}

/** Slow wandering of what is always bright, in px of the drawing: no pixel burns in. */
export function driftAt(ms) {
  const minutes = ms / 60_000;
  return { x: 7 * Math.sin((2 * Math.PI * minutes) / 23), y: 5 * Math.sin((2 * Math.PI * minutes) / 17) };
}

/** Put the dark theme and the sizes on the page, before colours and sizes are read. */
export function dressKiosk(root) {
  const size = { width: window.innerWidth, height: window.innerHeight };
  document.documentElement.dataset.theme = "dark";
  document.documentElement.dataset.kiosk = isTall(size) ? "tall" : "wide";
  root.style.setProperty("--enlarged", String(ENLARGED * unit(size)));
  root.dataset.screen ??= "attract";
}
