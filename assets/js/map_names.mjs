// Names printed on the base map: states, republics and waters of their time. Important names come first;
// what collides waits for a closer view.

import { insideRings } from "./hit.mjs";
import { overlap, placeLabels } from "./labels.mjs";
import { paintText } from "./paint.mjs";

const SERIF = '"Zholdar Serif", Georgia, serif';
const SANS = '"Zholdar Sans", "Segoe UI", sans-serif';
const WATERS = new Set(["sea", "lake", "river"]);
// Pixels a degree of latitude must measure before names of a rank appear.
const NEEDED = {
  sea: [0, 0, 12, 44],
  lake: [0, 12, 30, 60],
  river: [0, 34, 60, 90],
  republic: [0, 9, 24, 48],
  state: [0, 0, 12, 36],
};
const TURN = Math.PI / 180;

/** Whether a name of this kind and rank shows at this many pixels per degree. */
export function shows({ kind, rank }, pixelsPerDegree) {
  return pixelsPerDegree >= (NEEDED[kind]?.[rank] ?? 0);
}

/** Box around a turned line of text. */
export function turnedBox(x, y, width, height, degrees) {
  const [c, s] = [Math.abs(Math.cos(degrees * TURN)), Math.abs(Math.sin(degrees * TURN))];
  const [w, h] = [(width * c + height * s) / 2, (width * s + height * c) / 2];
  return [x - w, y - h, x + w, y + h];
}

/** Boxes along a turned line of text: closer to its letters than one box around all of it. */
export function footprint([x, y], breadth, height, degrees) {
  const [c, s] = [Math.cos(degrees * TURN), Math.sin(degrees * TURN)];
  const half = height / 2;
  const reach = Math.max(0, breadth / 2 - half);
  const count = Math.ceil((2 * reach) / height) + 1;
  return Array.from({ length: count }, (_, i) => {
    const d = count === 1 ? 0 : reach * ((2 * i) / (count - 1) - 1);
    return [x + c * d - half, y + s * d - half, x + c * d + half, y + s * d + half];
  });
}

function style({ kind, rank }, ink) {
  if (WATERS.has(kind)) {
    const size = kind === "sea" ? 14.5 : 13;
    const halo = kind === "river" ? "rgba(0,0,0,0)" : ink.sea;
    return { font: `italic ${size}px ${SERIF}`, spacing: 0.6, size, color: ink.water, halo, width: 2 };
  }
  const [size, spacing] = { 0: [19, 8], 1: [12.5, 3], 2: [11.5, 2.2], 3: [11, 1.4] }[rank];
  return { font: `${size}px ${SANS}`, spacing, size, color: ink.ink3, halo: "rgba(0,0,0,0)", width: 0 };
}

const order = ({ kind, rank }) => rank + { state: 0, sea: 0.5, republic: 0.6, lake: 0.7, river: 0.9 }[kind];
// How far the greatest names may move along their own line to stay whole, px.
const SLIDES = [0, -40, 40, -80, 80, -120, 120, -160, 160];
// Points of a name's line that are looked at for shading.
const PROBES = [-0.5, -0.3, -0.1, 0.1, 0.3, 0.5];

/** Areas as {rings, box}: most are told apart from a name by their box alone. */
export function boxed(areas) {
  return areas.map((rings) => {
    const points = rings.flat();
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    return { rings, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
  });
}

/** Whether an area that is shaded by a figure covers part of a name. */
export function shadedUnder([x, y], breadth, degrees, areas) {
  const [c, s] = [Math.cos(degrees * TURN), Math.sin(degrees * TURN)];
  const around = turnedBox(x, y, breadth, 2, degrees);
  const near = areas.filter(({ box }) => overlap(box, around));
  return PROBES.some((share) =>
    near.some(({ rings }) => insideRings(rings, x + c * breadth * share, y + s * breadth * share)));
}

/**
 * The names that fit: whole, beside each other, and clear of panels and shaded areas.
 * @param {CanvasRenderingContext2D} ctx that measures them
 * @param {object[]} labels from the bundle
 * @param {{year, lang, project, pixelsPerDegree, ink, width, height, margin, panels: number[][], areas: number[][][][]}} view
 *   `margin` at the edges of the stage that names leave free; `panels` are boxes that hide the map, `areas` the rings of shaded areas, both in px
 * @returns {{text, at: number[], look, rotation: number, parts: number[][]}[]} what to print where; `parts` are
 *   boxes that together cover the letters
 */
export function placeNames(ctx, labels, { year, lang, project, pixelsPerDegree, ink, width, height, margin, panels, areas }) {
  const shaded = boxed(areas);
  const wanted = labels
    .filter((label) => label.validFrom <= year && year <= label.validTo && shows(label, pixelsPerDegree))
    .sort((a, b) => order(a) - order(b))
    .map((label, i) => {
      const middle = project([label.lon, label.lat]);
      const look = style(label, ink);
      const name = label.name[lang] ?? label.name.en;
      const text = WATERS.has(label.kind) ? name : name.toLocaleUpperCase(lang);
      const rotation = label.rotation ?? 0;
      ctx.font = look.font;
      ctx.letterSpacing = `${look.spacing}px`;
      const breadth = ctx.measureText(text).width + 8;
      const slides = label.kind === "state" && label.rank === 0 ? SLIDES : [0];
      const places = (middle ? slides : [])
        .map((by) => [middle[0] + by * Math.cos(rotation * TURN), middle[1] + by * Math.sin(rotation * TURN)])
        .filter((at) => !shadedUnder(at, breadth, rotation, shaded));
      const boxes = places.map((at) => turnedBox(...at, breadth, look.size + 6, rotation));
      return { id: i, places, look, text, rotation, breadth, boxes };
    });
  ctx.letterSpacing = "0px";
  const placed = placeLabels(wanted, panels, { bounds: [margin, margin, width - margin, height - margin] });
  return wanted
    .filter(({ id }) => placed.has(id))
    .map(({ id, places, boxes, ...name }) => {
      const at = places[placed.get(id)];
      return { ...name, at, parts: footprint(at, name.breadth, name.look.size, name.rotation) };
    });
}

/** Print one name that {@link placeNames} gave. */
export function paintName(ctx, { text, at, look, rotation }) {
  ctx.save();
  ctx.translate(...at);
  ctx.rotate(rotation * TURN);
  ctx.letterSpacing = `${look.spacing}px`;
  paintText(ctx, text, 0, 0, { ...look, align: "center" });
  ctx.restore();
}
