// Labels that do not collide: the more important one stays, the other waits for a closer zoom.

/** Whether two boxes [left, top, right, bottom] overlap. */
export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Whether a box lies inside another. */
export function within(box, [left, top, right, bottom]) {
  return box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
}

// What keeps two labels from being read as one, px: more beside each other than above.
const APART = [5, 1];
const FREE = { bounds: [-Infinity, -Infinity, Infinity, Infinity], shuns: () => false, cost: () => 0 };

/**
 * Place labels greedily, in the order given: each at the quietest of its free positions.
 * @param {{id, boxes: number[][], firm?: boolean, must?: boolean, bareFrom?: number}[]} wanted boxes to try,
 *   most liked first, those from `bareFrom` only if no other is free; a firm label stands on what others shun
 *   rather than wait, and one that must stands on another one too
 * @param {number[][]} taken boxes that must stay free
 * @param {{bounds?: number[], shuns?: (box) => boolean, cost?: (box) => number}} [ground] box that labels must
 *   not leave; what is printed there already; and how much of the picture a box would cover
 * @returns {Map<string, number>} id to the index of the box used
 */
export function placeLabels(wanted, taken, ground = {}) {
  const { bounds, shuns, cost } = { ...FREE, ...ground };
  const used = [...taken];
  const placed = new Map();
  for (const { id, boxes, firm = false, must = false, bareFrom = Infinity } of wanted) {
    const free = (box) => within(box, bounds) && !used.some((other) => overlap(box, other));
    let best = -1;
    let least = Infinity;
    boxes.forEach((box, i) => {
      if (least === 0 || !free(box)) return;
      const printed = shuns(box);
      if (printed && !firm && !must) return;
      const weight = cost(box) + (printed ? 1e3 : 0) + (i >= bareFrom ? 1e4 : 0);
      if (weight < least) [best, least] = [i, weight];
    });
    // A figure on an area and the name of what is chosen are always printed, even where a mark lies under it.
    if (best < 0 && must) best = leastCovered(boxes, used, bounds);
    if (best < 0) continue;
    placed.set(id, best);
    const [left, top, right, bottom] = boxes[best];
    used.push([left - APART[0], top - APART[1], right + APART[0], bottom + APART[1]]);
  }
  return placed;
}

/** The box that covers least of others, on the stage if one is; of equals the last one, which is the smallest. */
function leastCovered(boxes, others, bounds) {
  const covered = (box) =>
    others.reduce((sum, other) => sum + shared(box, other), within(box, bounds) ? 0 : 1e6);
  const areas = boxes.map(covered);
  return areas.lastIndexOf(Math.min(...areas));
}

function shared(a, b) {
  const wide = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const tall = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return wide > 0 && tall > 0 ? wide * tall : 0;
}

/** Boxes right of, left of, above and below a mark at (x, y). */
export function boxesAround(x, y, width, height, gap) {
  const middle = y - height / 2;
  return [
    [x + gap, middle, x + gap + width, middle + height],
    [x - gap - width, middle, x - gap, middle + height],
    [x - width / 2, y - gap - height, x + width / 2, y - gap],
    [x - width / 2, y + gap, x + width / 2, y + gap + height],
  ];
}

/**
 * More boxes above and below a mark, for a text that is too wide to stand in the middle: ending at it, starting at
 * it, and moved along until it is inside `bounds`.
 */
export function boxesAskew(x, y, width, height, gap, [first, , last] = FREE.bounds) {
  const [above, below] = [y - gap - height, y + gap];
  return [above, below].flatMap((top) =>
    [x + gap - width, x - gap].map((left) => {
      const inside = Math.max(first, Math.min(last - width, left));
      return [inside, top, inside + width, top + height];
    }));
}
