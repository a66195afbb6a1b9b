// Labels that do not collide: the more important one stays, the other waits for a closer zoom.

/** Whether two boxes [left, top, right, bottom] overlap. */
export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Whether a box lies inside another. */
export function within(box, [left, top, right, bottom]) {
  return box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
}

/**
 * Place labels greedily, in the order given, at the first of their positions that is free.
 * @param {{id, boxes: number[][]}[]} wanted boxes to try, most liked first
 * @param {number[][]} taken boxes that must stay free
 * @param {number[]} [bounds] box that labels must not leave
 * @returns {Map<string, number>} id to the index of the box used
 */
export function placeLabels(wanted, taken, bounds = [-Infinity, -Infinity, Infinity, Infinity]) {
  const used = [...taken];
  const placed = new Map();
  for (const { id, boxes, must = false } of wanted) {
    const free = (box) => within(box, bounds) && !used.some((other) => overlap(box, other));
    let at = boxes.findIndex(free);
    // A figure on an area is always printed, even where a mark lies under it.
    if (at < 0 && must) at = boxes.length - 1;
    if (at < 0) continue;
    placed.set(id, at);
    used.push(boxes[at]);
  }
  return placed;
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
