// The scene: everything visible in a year, in pixels. Pure: from index, state and projection to shapes
// that painting draws, pointers hit and the text twin lists. Nothing here touches the page.

import { nameAt } from "./atlas_index.mjs";
import { dotCounts } from "./dots.mjs";
import { high, low } from "./figures.mjs";
import { isQuiet, quieten, withPlace } from "./kiosk_scene.mjs";
import { lifePaths } from "./lives.mjs";
import { ribbonWidth, spine } from "./ribbon.mjs";
import {
  arrivalsNow,
  breakdownTotal,
  flowsNow,
  peoplePerDot,
  shadedOblasts,
  sitesNow,
} from "./selectors.mjs";

/** Radius in px of a disc for `people`: area by people. */
export function discRadius(people) {
  return Math.min(26, Math.max(4, 0.62 * Math.sqrt(people)));
}

export const RING_RADIUS = 3.8;
const HEAD_ROOM = 11;
// Shapes of flows that are kept: more than any view shows, a few megabytes.
const MOST_SHAPES = 1500;
// Children closer than this to their city are shown by the city until the map is zoomed.
const OPEN_DISTANCE = 14;
/** Lower limits of classes 1 to 4; those of people are the table's of June 1943, shares follow them. */
export const CLASSES = { people: [10, 30, 60, 100], share: [1.5, 4, 8, 13] };

/** Class 0-4 of a shaded oblast, by people or by per cent of the whole. */
export function shadeClass(value, shading = "people") {
  return CLASSES[shading].filter((limit) => value >= limit).length;
}

/**
 * @param {object} index
 * @param {object} state
 * @param {{project: (lonLat) => number[], width: number, height: number, spans: Map, rings: (oblast) => number[][][],
 *   shapes: Map}} view `shapes` holds what this projection made of flows; empty it when the map moves
 */
export function buildScene(index, state, view) {
  const flows = sceneFlows(index, state, view);
  const { oblasts, total } = sceneOblasts(index, state, view);
  const shaded = new Set(oblasts.map((area) => area.place.id));
  const sites = sceneSites(index, state, view, shaded);
  const scene = {
    state,
    flows,
    sites,
    oblasts,
    total,
    arrivals: sceneArrivals(index, state, view),
    lives: lifePaths(index, state, view),
  };
  return withDots(scene, peoplePerDot(flows));
}

/** The scene with one dot standing for `perDot` people. */
function withDots(scene, perDot) {
  for (const flow of scene.flows) [flow.solid, flow.hollow] = dotCounts(flow.dots, perDot);
  return { ...scene, perDot };
}

/**
 * One scene, or two years side by side on the same scales.
 * @returns {object[]}
 */
export function buildScenes(index, state, view) {
  const first = buildScene(index, state, view);
  const ring = (id) => sceneSite(index, state, view, { place: index.places.get(id), figure: null });
  if (isQuiet(state)) return [quieten(first, ring)];
  if (state.screen === "place") return [withPlace(first, state.place, ring)];
  if (state.mode === "story") return [withPointed(first, index, state, ring)];
  if (state.compare === null) return [first];
  const other = buildScene(index, { ...state, year: state.compare, span: null }, view);
  const perDot = Math.max(first.perDot, other.perDot);
  return [withDots(first, perDot), withDots(other, perDot)];
}

/**
 * What a step of a story points at is on the map, also in a year that records nothing of it: a place, or a country
 * abroad. The symbol of the Union, of a republic or of a region marks no place and gets no ring.
 */
function withPointed(scene, index, state, ring) {
  const marked = (id) => {
    const place = index.places.get(id);
    if (!place) return false;
    if (place.kind !== "country") return !index.areas.has(place.kind);
    // A union is a country of countries that hold places themselves; Germany with its later half is none.
    const inside = (index.childrenOf.get(id) ?? []).filter(({ kind }) => kind === "country");
    return !place.partOf && !inside.some((country) => index.childrenOf.has(country.id));
  };
  // Where a life has come, its disc and name say so already.
  const reached = new Set(scene.lives.flatMap(({ points }) => points.filter((point) => point.reached).map((point) => point.place)));
  const told = { ...scene, sites: scene.sites.map((site) => ({ ...site, selected: site.selected && !reached.has(site.place.id) })) };
  const ids = [state.place, ...state.places].filter((id) => marked(id) && !reached.has(id));
  return ids.reduce((now, id) => withPlace(now, id, ring), told);
}

function inside([x, y], { width, height }, margin = 60) {
  return x > -margin && y > -margin && x < width + margin && y < height + margin;
}

function sceneFlows(index, state, view) {
  const seen = new Map();
  const flows = [];
  for (const flow of flowsNow(index, state)) {
    const { origin, destination, line, via } = flow.move;
    const pair = [origin, destination].join(">");
    const rank = seen.get(pair) ?? 0;
    seen.set(pair, rank + 1);
    const place = index.places.get(destination);
    const vague = place.kind === "country" && Boolean(index.childrenOf.get(destination)?.length);
    const share = via?.length ? 0.02 : 0.06 + 0.045 * rank;
    // A movement of several years has the same shape in all of them, until the map moves.
    const shape = kept(view.shapes, `${flow.id}|${rank}`, () =>
      spine(line.map(view.project).filter(Boolean), { share, stop: vague ? 0 : HEAD_ROOM }));
    if (!shape) continue;
    flows.push({
      ...flow,
      spine: shape,
      vague,
      width: flow.high === undefined ? 0 : ribbonWidth(flow.high),
      selected: isSelected(flow, state),
    });
  }
  return flows.sort((a, b) => b.width - a.width);
}

/** What a map keeps under a key, made when it is first asked for; a full map starts anew. */
function kept(map, key, make) {
  if (!map.has(key)) {
    if (map.size >= MOST_SHAPES) map.clear();
    map.set(key, make());
  }
  return map.get(key);
}

/** Chosen itself, pointed at by a story, or (without such pointing) at one end of the chosen place. */
function isSelected({ ids, move }, state) {
  if (state.moves.length) return ids.some((id) => state.moves.includes(id));
  return ids.includes(state.move) || [move.origin, move.destination].includes(state.place);
}

/** A place chosen itself, or pointed at by rows of the large table. */
const pointed = (id, state) => state.place === id || Boolean(state.places?.includes(id));

function sceneOblasts(index, state, view) {
  const shaded = shadedOblasts(index, state);
  const total = breakdownTotal(index, shaded);
  const shares = state.shading === "share" && total;
  const oblasts = shaded.map(({ oblast, figure }) => {
    const share = figure && shares ? (100 * low(figure.leading)) / low(total) : null;
    return {
      place: index.places.get(oblast.place),
      figure,
      share,
      rings: view.rings(oblast),
      note: oblast.note,
      shade: figure ? shadeClass(share ?? figure.high, shares ? "share" : "people") : null,
      selected: pointed(oblast.place, state),
    };
  });
  return { oblasts, total };
}

function sceneSites(index, state, view, shaded) {
  const sites = [];
  for (const { place, figure, area } of sitesNow(index, state, view.spans)) {
    if (area && shaded.has(place.id)) continue;
    const site = sceneSite(index, state, view, { place, figure, area });
    if (site) sites.push(site);
  }
  return foldIntoCities(sites, index, (place) => sceneSite(index, state, view, { place, figure: null }));
}

function sceneSite(index, state, view, { place, figure, area = false }) {
  if (place.lon === undefined) return null;
  const at = view.project([place.lon, place.lat]);
  if (!at || !inside(at, view)) return null;
  return {
    place,
    figure,
    area,
    x: at[0],
    y: at[1],
    radius: figure ? discRadius(figure.high) : RING_RADIUS,
    family: figure ? index.families.get(figure.leading.category) : null,
    selected: pointed(place.id, state),
    name: nameAt(place, state.year, state.lang),
  };
}

const TOWNS = new Set(["city", "town", "village", "port", "station"]);

/**
 * Plants, clubs and hostels lie inside their city until the map is close enough to part them; the city
 * stands for them even where nothing else is recorded of it in the year.
 */
function foldIntoCities(sites, index, asRing) {
  const shown = new Map(sites.map((site) => [site.place.id, site]));
  const kept = new Set(sites);
  for (const site of sites) {
    const city = index.places.get(site.place.partOf);
    if (site.selected || !city || !TOWNS.has(city.kind)) continue;
    const host = shown.get(city.id) ?? asRing(city);
    if (!host || Math.hypot(host.x - site.x, host.y - site.y) >= OPEN_DISTANCE) continue;
    shown.set(city.id, host);
    kept.add(host);
    kept.delete(site);
    host.folded = [...(host.folded ?? []), site];
  }
  for (const site of kept) {
    // A city without a figure of its own shows the largest figure of what it holds.
    const inner = (site.folded ?? []).filter((child) => child.figure);
    if (site.figure || !inner.length) continue;
    const top = inner.reduce((a, b) => (b.figure.high > a.figure.high ? b : a));
    Object.assign(site, { figure: top.figure, inner: top, radius: top.radius, family: top.family });
  }
  return [...kept].sort((a, b) => b.radius - a.radius);
}

function sceneArrivals(index, state, view) {
  const arrivals = [];
  const seen = new Map();
  for (const move of arrivalsNow(index, state)) {
    const place = index.places.get(move.destination);
    if (place.lon === undefined || place.kind === "country") continue;
    const at = view.project([place.lon, place.lat]);
    if (!at || !inside(at, view)) continue;
    const rank = seen.get(place.id) ?? 0;
    seen.set(place.id, rank + 1);
    if (rank > 2) continue;
    arrivals.push({
      move,
      x: at[0],
      y: at[1],
      radius: 9 + 4 * rank,
      family: index.families.get(move.category),
      low: low(move),
      high: high(move),
      selected: state.move === move.id || state.moves.includes(move.id),
    });
  }
  return arrivals;
}
