// Moving about the map: wheel, drag, pinch, double tap. While a gesture lasts the drawn map is only
// shifted and scaled as a picture; when it rests the map is drawn anew. Taps are handed on.

const REST_MS = 160;
const TAP_PX = 7;
const DOUBLE_MS = 320;

/** The picture's transform: screen = k * picture + (x, y). */
export const IDENTITY = { k: 1, x: 0, y: 0 };

/** Scale by `factor` around a point that stays where it is. */
export function zoomAround({ k, x, y }, factor, px, py) {
  return { k: k * factor, x: px - (px - x) * factor, y: py - (py - y) * factor };
}

/**
 * What is left of a zoom from `k` by `factor` where k has limits. A view that is outside them already (an address may
 * ask for one) only goes back.
 * @param {number[]} limits least and greatest k
 */
export function limited(k, factor, [least, most]) {
  const wanted = k * factor;
  return (factor > 1 ? Math.min(wanted, Math.max(most, k)) : Math.max(wanted, Math.min(least, k))) / k;
}

/** Shift by a distance. */
export function shift({ k, x, y }, dx, dy) {
  return { k, x: x + dx, y: y + dy };
}

/**
 * Watch a surface.
 * @param {HTMLElement} surface
 * @param {{show: (transform) => void, commit: (transform) => void, tap: (x, y, touch) => void,
 *   hover: (x, y) => void, limits: () => number[]}} does `limits` are the least and greatest k
 */
export function watchGestures(surface, does) {
  const pointers = new Map();
  let transform = IDENTITY;
  let timer = null;
  let moved = 0;
  let lastTap = { time: 0, x: 0, y: 0 };

  const place = (event) => {
    const box = surface.getBoundingClientRect();
    // A kiosk enlarges the whole stage: gestures are measured in the stage's own px.
    const own = surface.clientWidth / box.width || 1;
    return [(event.clientX - box.left) * own, (event.clientY - box.top) * own];
  };
  const apply = (next) => {
    if (["k", "x", "y"].every((key) => next[key] === transform[key])) return;
    transform = next;
    does.show(transform);
    clearTimeout(timer);
    timer = setTimeout(rest, REST_MS);
  };
  const zoomed = (factor, x, y) => zoomAround(transform, limited(transform.k, factor, does.limits()), x, y);
  function rest() {
    if (pointers.size) {
      timer = setTimeout(rest, REST_MS);
      return;
    }
    const done = transform;
    transform = IDENTITY;
    does.commit(done);
  }

  surface.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
      const [x, y] = place(event);
      apply(zoomed(Math.exp(-lines * 0.0022), x, y));
    },
    { passive: false },
  );
  surface.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    surface.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    if (pointers.size === 1) moved = 0;
  });
  surface.addEventListener("pointermove", (event) => {
    const now = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") does.hover(...now);
      return;
    }
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    if (pointers.size === 1) {
      moved += Math.hypot(dx, dy);
      if (moved > TAP_PX) apply(shift(transform, dx, dy));
    } else {
      moved = Infinity;
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const spread = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
      const factor = spread(now, other) / spread(before, other);
      apply(shift(zoomed(factor, ...other), dx / 2, dy / 2));
    }
    pointers.set(event.pointerId, now);
  });
  const lift = (event) => {
    if (!pointers.delete(event.pointerId) || event.type !== "pointerup") return;
    if (pointers.size || moved > TAP_PX) return;
    const [x, y] = place(event);
    const double =
      event.timeStamp - lastTap.time < DOUBLE_MS && Math.hypot(x - lastTap.x, y - lastTap.y) < 24;
    lastTap = double ? { time: 0, x, y } : { time: event.timeStamp, x, y };
    if (double) apply(zoomed(2, x, y));
    else does.tap(x, y, event.pointerType === "touch");
  };
  surface.addEventListener("pointerup", lift);
  surface.addEventListener("pointercancel", lift);
  surface.addEventListener("pointerleave", () => does.hover(-1, -1));

  return { zoom: (factor, x, y) => apply(zoomed(factor, x, y)) };
}
