// Names printed on the base map: states, republics and waters of their time. Important names come first;
// what collides waits for a closer view.

import { placeLabels } from "./labels.mjs";
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

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {object[]} labels from the bundle
 * @param {{year, lang, project, pixelsPerDegree, ink, width, height}} view
 */
export function paintNames(ctx, labels, { year, lang, project, pixelsPerDegree, ink, width, height }) {
  const wanted = labels
    .filter((label) => label.validFrom <= year && year <= label.validTo && shows(label, pixelsPerDegree))
    .sort((a, b) => order(a) - order(b))
    .map((label, i) => {
      const at = project([label.lon, label.lat]);
      const look = style(label, ink);
      const name = label.name[lang] ?? label.name.en;
      const text = WATERS.has(label.kind) ? name : name.toLocaleUpperCase(lang);
      ctx.font = look.font;
      ctx.letterSpacing = `${look.spacing}px`;
      const box = at && turnedBox(...at, ctx.measureText(text).width + 8, look.size + 6, label.rotation ?? 0);
      return { id: i, at, look, text, rotation: label.rotation ?? 0, boxes: box ? [box] : [] };
    })
    .filter(({ at }) => at && at[0] > -80 && at[1] > -40 && at[0] < width + 80 && at[1] < height + 40);
  const placed = placeLabels(wanted, []);
  for (const { id, at, look, text, rotation } of wanted) {
    if (!placed.has(id)) continue;
    ctx.save();
    ctx.translate(...at);
    ctx.rotate(rotation * TURN);
    ctx.letterSpacing = `${look.spacing}px`;
    paintText(ctx, text, 0, 0, { ...look, align: "center" });
    ctx.restore();
  }
  ctx.letterSpacing = "0px";
}
