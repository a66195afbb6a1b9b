// People as dots on a flow. One dot stands for the same number of people everywhere on the map.

import { along, taper } from "./ribbon.mjs";

/** Seconds a dot needs from origin to destination. */
export const JOURNEY_SECONDS = 5;

/** Scatter of 0 to 1 that is the same for the same dot in every frame and on every machine. */
export function scatter(seed) {
  const x = Math.sin(seed * 127.1 + 11.7) * 43758.5453;
  return x - Math.floor(x);
}

/**
 * Number of dots for a flow: [solid, hollow beyond the lower count].
 * Whoever is documented gets a dot: a flow of fewer people than one dot stands for has one.
 */
export function dotCounts([low, high], perDot) {
  const solid = low > 0 ? Math.max(1, Math.round(low / perDot)) : 0;
  const all = high > 0 ? Math.max(solid, Math.round(high / perDot)) : 0;
  return [solid, all - solid];
}

/**
 * Positions of all dots of a flow.
 * @param {object} spine from ribbon.mjs
 * @param {{width: number, solid: number, hollow: number, seconds: number}} flow seconds of motion so far
 * @param {(x: number, y: number, hollow: boolean) => void} visit
 */
export function visitDots(spine, { width, solid, hollow, seconds }, visit) {
  const count = solid + hollow;
  // Hollow dots are spread among the solid ones, not queued behind them.
  const every = hollow ? count / hollow : Infinity;
  let nextHollow = every / 2;
  for (let i = 0; i < count; i += 1) {
    const t = ((i + 0.15 + 0.7 * scatter(i + 1)) / count + seconds / JOURNEY_SECONDS) % 1;
    const room = Math.max(0, (width * taper(t)) / 2 - 1.5);
    const [x, y] = along(spine, t, (scatter(i + 0.5) * 2 - 1) * room);
    const isHollow = i >= nextHollow;
    if (isHollow) nextHollow += every;
    visit(x, y, isHollow);
  }
}
