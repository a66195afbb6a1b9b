// Views that a tap brings: boxes of the globe, each as points [lon, lat] that must be seen.

import { word } from "./words.mjs";

export const CAMERAS = {
  // Germany to Kuznetsk, 38 to 69 degrees north: what the first picture holds.
  europe_asia: [
    [9, 47], [9, 55], [30, 41], [24, 66], [60, 38.5], [88, 55], [60, 67], [77, 42.5], [87.5, 47.5],
  ],
  urals_volga: [[42, 46.5], [43, 60], [66, 50], [65, 61]],
  kazakhstan: [[46.5, 45], [52, 41.5], [69, 40.8], [87.5, 47.5], [46.5, 51], [62, 55], [78, 54.5]],
  karelia: [[24, 59], [41, 59], [25, 67.5], [40, 67.5]],
  black_sea: [[27, 41], [45, 40.5], [27, 48.5], [53, 46]],
  moscow: [[30, 53], [44, 53], [30, 60], [44, 60]],
};

/** On a tall screen: the Soviet Union west of the Irtysh, large enough to read. */
export const TALL_FIRST = [[12, 48], [14, 54], [34, 42], [28, 64], [60, 43], [70, 56], [62, 62]];

export const CAMERA_NAMES = {
  europe_asia: word("Europe to Asia"),
  urals_volga: word("Urals and Volga"),
  kazakhstan: word("Kazakhstan"),
  karelia: word("Karelia"),
  black_sea: word("Black Sea"),
  moscow: word("Around Moscow"),
};

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
