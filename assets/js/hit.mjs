// What lies under a pointer. Sites before flows, flows before areas; several hits are all returned, so
// that the page can offer a choice instead of a lottery.

import { distanceTo } from "./ribbon.mjs";

/** Whether a point is inside rings (even-odd). */
export function insideRings(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/**
 * Records under a point, nearest first.
 * @param {object} scene from scene.mjs
 * @param {number} slack extra px around marks: 4 for a mouse, 16 for a finger
 * @returns {{kind: "place"|"move", id: string}[]}
 */
export function hits(scene, x, y, slack = 4) {
  const stop = scene.lives
    ?.flatMap(({ points }) => points)
    .find(({ x: px, y: py }) => Math.hypot(px - x, py - y) <= 10 + slack);
  if (stop) return [{ kind: "place", id: stop.place }];
  const sites = scene.sites
    .map((site) => ({ site, far: Math.hypot(site.x - x, site.y - y) - site.radius }))
    .filter(({ far }) => far <= slack)
    .sort((a, b) => a.far - b.far);
  if (sites.length) return sites.map(({ site }) => ({ kind: "place", id: site.place.id }));
  const arrivals = scene.arrivals
    .filter((ring) => Math.abs(Math.hypot(ring.x - x, ring.y - y) - ring.radius) <= slack)
    .map((ring) => ({ kind: "move", id: ring.move.id }));
  const flows = scene.flows
    .map((flow) => ({ flow, far: distanceTo(flow.spine.points, x, y) - flow.width / 2 }))
    .filter(({ far }) => far <= slack)
    .sort((a, b) => a.far - b.far)
    .map(({ flow }) => ({ kind: "move", id: flow.id }));
  if (arrivals.length || flows.length) return [...arrivals, ...flows];
  const area = scene.oblasts.find((oblast) => insideRings(oblast.rings, x, y));
  return area ? [{ kind: "place", id: area.place.id }] : [];
}
