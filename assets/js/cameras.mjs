// Views that a tap brings: the package's presets, and what is selected.

/**
 * The package's views: id to points [lon, lat] that must be seen. The first is the whole map.
 * @param {object} index
 * @returns {Map<string, number[][]>}
 */
export function camerasOf(index) {
  return new Map(index.meta.map.cameras.map(({ id, points }) => [id, points]));
}

const ROOM = 2.2;

/**
 * Points that show what is selected, with room around a single place; null when nothing located is.
 * @param {object} index
 * @param {object} state
 */
export function selectionPoints(index, state) {
  const at = (id) => {
    const place = index.places.get(id);
    return place && place.lon !== undefined ? [place.lon, place.lat] : null;
  };
  const moves = [state.move, ...state.moves].map((id) => index.movements.get(id)).filter(Boolean);
  const lives = [state.person, ...state.lives].flatMap((id) => index.people.get(id)?.stops ?? []);
  const ids = [
    state.place,
    ...state.places,
    ...moves.flatMap((move) => [move.origin, ...(move.via ?? []), move.destination]),
    ...lives.map((stop) => stop.place),
    index.events.get(state.event)?.place,
  ];
  const points = ids.map(at).filter(Boolean);
  if (!points.length) return null;
  return points.flatMap(([lon, lat]) => [
    [lon - ROOM, lat - ROOM / 1.6],
    [lon + ROOM, lat + ROOM / 1.6],
  ]);
}
