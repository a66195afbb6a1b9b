// What already stands where a label would like to stand, on a coarse grid over the stage: printed names,
// ribbons with their dots, other labels. A label asks what it would cover; a dot asks whether it is covered.

import { along, marksInside, taper } from "./ribbon.mjs";

const CELL = 5;

/** @param {{width: number, height: number}} stage px; what lies outside it is not kept */
export function createClutter({ width, height }) {
  const columns = Math.max(1, Math.ceil(width / CELL));
  const rows = Math.max(1, Math.ceil(height / CELL));
  const cells = new Uint8Array(columns * rows);
  const cell = (value, most) => Math.min(most, Math.max(0, Math.floor(value / CELL)));

  /** Visit the cells under a box [left, top, right, bottom]. */
  function under([left, top, right, bottom], visit) {
    if (right < 0 || bottom < 0 || left >= width || top >= height) return;
    const [first, last] = [cell(left, columns - 1), cell(right, columns - 1)];
    for (let row = cell(top, rows - 1); row <= cell(bottom, rows - 1); row += 1) {
      for (let column = first; column <= last; column += 1) visit(row * columns + column);
    }
  }

  function enter(box) {
    under(box, (at) => {
      cells[at] = 1;
    });
  }

  return {
    enter,
    /** A ribbon of a flow from its origin, where it is widest, to its end. */
    enterRibbon({ spine, width: ribbon }) {
      const steps = Math.ceil(spine.length / CELL);
      for (const i of marksInside(spine, spine.length / steps, [-ribbon, -ribbon, width + ribbon, height + ribbon])) {
        const [x, y] = along(spine, i / steps);
        const half = (ribbon * taper(i / steps)) / 2;
        enter([x - half, y - half, x + half, y + half]);
      }
    },
    /** How many cells of a box are taken. */
    count(box) {
      let found = 0;
      under(box, (at) => {
        found += cells[at];
      });
      return found;
    },
    /** Whether a point is taken. */
    at(x, y) {
      if (x < 0 || y < 0 || x >= width || y >= height) return false;
      return cells[cell(y, rows - 1) * columns + cell(x, columns - 1)] === 1;
    },
  };
}
