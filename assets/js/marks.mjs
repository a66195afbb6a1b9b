// The marks of the map in an order for the keyboard. Pure.

import { along } from "./ribbon.mjs";

const inside = ({ x, y }, { width, height }) => x >= 0 && y >= 0 && x <= width && y <= height;

/**
 * Sites, arrivals, flows and areas on screen, most people first.
 * @param {object} scene
 * @param {{width, height}} size of the map in px
 * @returns {{kind: "place"|"move", id, x, y, radius, people}[]}
 */
export function marksOf(scene, size) {
  const sites = scene.sites.map((site) => ({
    kind: "place",
    id: site.place.id,
    x: site.x,
    y: site.y,
    radius: site.radius,
    people: site.figure?.high ?? 0,
  }));
  const arrivals = scene.arrivals.map((ring) => ({
    kind: "move", id: ring.move.id, x: ring.x, y: ring.y, radius: ring.radius, people: ring.high ?? 0,
  }));
  const flows = scene.flows.map((flow) => {
    const [x, y] = along(flow.spine, 0.5);
    return { kind: "move", id: flow.id, x, y, radius: 6, people: flow.high ?? 0 };
  });
  const areas = scene.oblasts
    .filter(({ rings }) => rings[0]?.length)
    .map(({ place, figure, rings }) => ({ kind: "place", id: place.id, ...middle(rings[0]), radius: 14, people: figure?.high ?? 0 }));
  return [...sites, ...arrivals, ...flows, ...areas]
    .filter((mark) => inside(mark, size))
    .sort((a, b) => b.people - a.people || a.y - b.y || a.x - b.x);
}

function middle(ring) {
  const mean = (axis) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length;
  return { x: mean(0), y: mean(1) };
}
