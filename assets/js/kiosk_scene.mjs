// What the map leaves out behind the kiosk's doors and its film: one movement in full, everything else dim and
// without words. Pure.

const QUIET = new Set(["attract", "home", "people", "places", "stories"]);

/** Whether the map is only the ground for something else. */
export function isQuiet(state) {
  return QUIET.has(state.screen);
}

/**
 * A scene of which only the chosen movement speaks.
 * @param {object} scene
 * @param {(place: string) => object|null} ring the mark of a place without a figure
 */
export function quieten(scene, ring) {
  const chosen = scene.flows.filter((flow) => flow.selected);
  const ends = new Set(chosen.flatMap(({ move }) => [move.origin, ...(move.via ?? []), move.destination]));
  return { ...scene, quiet: true, sites: [...ends].map(ring).filter(Boolean), arrivals: [], oblasts: [], lives: [] };
}

/** A scene in which the place that is told of is marked, also in years without a figure. */
export function withPlace(scene, id, ring) {
  if (scene.sites.some(({ place }) => place.id === id)) return scene;
  return { ...scene, sites: [...scene.sites, ring(id)].filter(Boolean) };
}
