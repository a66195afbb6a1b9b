// Nothing but the kiosk's own buttons: no menu, no selection, no dragging of pictures, no zoom of the page, no keys
// that lead away. And touches that only wake are swallowed whole, from finger down to click.

const FORBIDDEN = ["contextmenu", "selectstart", "dragstart", "gesturestart", "auxclick"];
const GESTURE = [
  "pointerdown", "pointermove", "pointerup", "pointercancel", "mousedown", "mousemove", "mouseup", "click", "dblclick",
  "touchstart", "touchmove", "touchend", "wheel",
];
const KEYS = new Set(["Tab", "Enter", " "]);
const ARROWS = /^Arrow/;

/** Whether a key may do what it does: keys for buttons and for the year, nothing of the browser's. */
export function keyAllowed({ key, ctrlKey, altKey, metaKey, target }) {
  if (ctrlKey || altKey || metaKey) return false;
  const { tagName, type } = target ?? {};
  if (ARROWS.test(key)) return tagName === "INPUT" && type === "range";
  if (key === " " || key === "Enter") return tagName === "BUTTON";
  return KEYS.has(key);
}

/**
 * @param {{asleep: () => boolean, touched: () => void}} parts asleep: whether a touch only wakes; touched: hears of
 *   every touch
 */
export function guardKiosk({ asleep, touched }) {
  let swallowing = false;
  const stop = (event) => {
    event.stopImmediatePropagation();
    if (event.cancelable) event.preventDefault();
  };
  const listen = (type, act) => window.addEventListener(type, act, { capture: true, passive: false });

  for (const type of FORBIDDEN) listen(type, stop);
  for (const type of GESTURE) {
    listen(type, (event) => {
      if (type === "pointerdown") {
        if (event.isPrimary) swallowing = asleep();
        touched();
      }
      const rolled = type === "wheel" && (event.ctrlKey || asleep());
      if (rolled) touched();
      if (rolled || swallowing) stop(event);
    });
  }
  listen("keydown", (event) => {
    const waking = asleep();
    touched();
    if (waking || !keyAllowed(event)) stop(event);
  });
}
