// Drawing the scene on canvas. One function per mark; colours come from the page's CSS tokens.

import { lifeDiscs } from "./lives.mjs";
import { along, inside, marksInside, outline, pieceOf } from "./ribbon.mjs";

// Outlines and dashes by spine; they go when the spine goes.
const [ribbons, dashes] = [new WeakMap(), new WeakMap()];

/** Trace a polyline or polygon with a context or a Path2D. */
function trace(pen, points, closed = false) {
  points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  if (closed) pen.closePath();
}

function path(ctx, points, closed) {
  ctx.beginPath();
  trace(ctx, points, closed);
}

function ringsPath(ctx, rings) {
  ctx.beginPath();
  for (const ring of rings) trace(ctx, ring, true);
}

// So far outside the picture a mark may begin that still reaches into it.
const RIM = 40;

/** What a context shows, in its own units, and a rim around it. */
function shownBox(ctx) {
  const { a, d, e, f } = ctx.getTransform();
  const { width, height } = ctx.canvas;
  return [-e / a - RIM, -f / d - RIM, (width - e) / a + RIM, (height - f) / d + RIM];
}

/** The polygons of a spine at one breadth as a path, made once as long as neither changes. */
function pathOf(kept, spine, breadth, polygons) {
  if (kept.get(spine)?.breadth !== breadth) {
    const made = new Path2D();
    for (const polygon of polygons()) trace(made, polygon, true);
    kept.set(spine, { breadth, path: made });
  }
  return kept.get(spine).path;
}

/** Fill or hatch of one oblast, with a paper line between neighbours. */
export function paintOblast(ctx, oblast, ink) {
  ringsPath(ctx, oblast.rings);
  ctx.fillStyle = oblast.shade === null ? ink.hatch : ink.shades[oblast.shade];
  ctx.fill();
  ctx.strokeStyle = ink.page;
  ctx.lineWidth = 1.6;
  ctx.stroke();
}

/** Outline of the selected oblast. */
export function paintOblastSelection(ctx, oblast, ink) {
  ringsPath(ctx, oblast.rings);
  ctx.lineJoin = "round";
  ctx.strokeStyle = ink.page;
  ctx.lineWidth = 5.5;
  ctx.stroke();
  ctx.strokeStyle = ink.ink;
  ctx.lineWidth = 2.6;
  ctx.stroke();
}

const LIFE_RADIUS = 9;

/** A life as a path with numbered stops: solid as far as the years have come, pale beyond. */
export function paintLife(ctx, { points }, color, ink) {
  ctx.lineWidth = 2.2;
  ctx.strokeStyle = color;
  for (let i = 1; i < points.length; i += 1) {
    ctx.globalAlpha = points[i].reached ? 1 : 0.3;
    ctx.setLineDash(points[i].reached ? [] : [3, 4]);
    path(ctx, [[points[i - 1].x, points[i - 1].y], [points[i].x, points[i].y]]);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  for (const { x, y, number, reached } of lifeDiscs(points, LIFE_RADIUS)) {
    disc(ctx, x, y, LIFE_RADIUS);
    // The ground is full, so that no line or name shows through a number.
    ctx.globalAlpha = 1;
    ctx.fillStyle = reached ? color : ink.page;
    ctx.fill();
    ctx.globalAlpha = reached ? 1 : 0.6;
    ctx.stroke();
    ctx.font = '700 11px "Zholdar Sans", sans-serif';
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = reached ? ink.page : color;
    ctx.fillText(String(number), x, y + 0.5);
  }
  ctx.globalAlpha = 1;
}

/** A movement that was only planned, requested or refused: a hollow outline, nobody on it. */
function paintPlanned(ctx, flow, color, ink) {
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.1;
  ctx.setLineDash([2, 3]);
  const edge = outline(flow.spine, Math.max(7, flow.width));
  const round = [...edge, edge[0]];
  ctx.beginPath();
  for (const part of inside(round, shownBox(ctx))) trace(ctx, pieceOf(round, part));
  ctx.stroke();
  ctx.setLineDash([]);
  paintHead(ctx, flow, color, ink, true);
}

function paintHead(ctx, flow, color, ink, hollow) {
  ctx.save();
  ctx.translate(...flow.spine.points.at(-1));
  ctx.rotate(flow.spine.angle);
  head(ctx, ink.mark[flow.family], color, ink.page, hollow);
  ctx.restore();
}

const DASH = [6, 4.5];

/**
 * The dashes of a movement without a count, as thin boxes to be filled: a canvas without a graphics card dashes
 * and strokes a curve five times as slowly.
 */
function dashBoxes(ctx, spine, breadth) {
  const step = DASH[0] + DASH[1];
  return marksInside(spine, step, shownBox(ctx)).map((i) => {
    const start = i * step;
    const [from, to] = [start, start + DASH[0]].map((px) => Math.min(1, px / spine.length));
    return [[from, 1], [to, 1], [to, -1], [from, -1]].map(([t, side]) => along(spine, t, (side * breadth) / 2));
  });
}

/** One flow: ribbon or dashed line, ties for people moved by force, head of its family. */
export function paintFlow(ctx, flow, ink, faded) {
  const color = ink.family[flow.family];
  const [start, end] = [flow.spine.points[0], flow.spine.points.at(-1)];
  ctx.globalAlpha = faded ? 0.22 : 1;
  if (flow.planned) {
    paintPlanned(ctx, flow, color, ink);
    ctx.globalAlpha = 1;
    return;
  }
  if (flow.high === undefined) {
    const breadth = flow.selected ? 2.4 : 1.6;
    ctx.fillStyle = flow.vague ? fade(ctx, start, end, color, [0.9, 0.6, 0]) : color;
    ctx.fill(pathOf(dashes, flow.spine, breadth, () => dashBoxes(ctx, flow.spine, breadth)));
  } else {
    const edge = pathOf(ribbons, flow.spine, flow.width, () => [outline(flow.spine, flow.width)]);
    ctx.fillStyle = fade(ctx, start, end, color, flow.vague ? [0.5, 0.35, 0] : [0.22, 0.42, 0.62]);
    if (ink.mark[flow.family] === "ring") {
      ctx.globalAlpha *= 0.5;
      ctx.fill(edge);
      ctx.globalAlpha = faded ? 0.22 : 1;
      ctx.strokeStyle = color;
      ctx.lineWidth = 1.1;
      ctx.stroke(edge);
    } else ctx.fill(edge);
    if (flow.selected) {
      ctx.strokeStyle = ink.ink;
      ctx.lineWidth = 1.2;
      ctx.stroke(edge);
    }
  }
  if (ink.tied.has(flow.family)) ties(ctx, flow, color);
  if (!flow.vague) paintHead(ctx, flow, color, ink, flow.high === undefined);
  ctx.globalAlpha = 1;
}

function fade(ctx, [x0, y0], [x1, y1], color, alphas) {
  const gradient = ctx.createLinearGradient(x0, y0, x1, y1);
  alphas.forEach((alpha, i) => gradient.addColorStop(i / (alphas.length - 1), rgba(color, alpha)));
  return gradient;
}

// A dozen inks; a fade asks for each of them hundreds of times a picture.
const channels = new Map();

/** "#rrggbb" with an alpha. */
export function rgba(hex, alpha) {
  if (!channels.has(hex)) channels.set(hex, [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join());
  return `rgba(${channels.get(hex)},${alpha})`;
}

const TIE_STEP = 13;

function ties(ctx, flow, color) {
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.2;
  const count = Math.floor(flow.spine.length / TIE_STEP);
  const half = Math.max(4, flow.width / 2 + 2);
  ctx.beginPath();
  for (const i of marksInside(flow.spine, flow.spine.length / count, shownBox(ctx))) {
    if (i < 1 || i >= count) continue;
    const t = i / count;
    const size = half * (1 - 0.45 * t);
    ctx.moveTo(...along(flow.spine, t, size));
    ctx.lineTo(...along(flow.spine, t, -size));
  }
  ctx.stroke();
}

const SIZE = 4.6;

/** The family's head, pointing along +x at the origin of the context. */
export function head(ctx, mark, color, paper, hollow) {
  ctx.fillStyle = hollow || mark === "ring" ? paper : color;
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.7;
  ctx.beginPath();
  if (mark === "square") ctx.rect(-SIZE, -SIZE, SIZE * 2, SIZE * 2);
  else if (mark === "circle" || mark === "ring") ctx.arc(0, 0, SIZE, 0, 2 * Math.PI);
  else if (mark === "triangle") polygon(ctx, [[6.5, 0], [-4.5, 5.5], [-4.5, -5.5]]);
  else if (mark === "diamond") polygon(ctx, [[6, 0], [0, 6], [-6, 0], [0, -6]]);
  else if (mark === "cross") cross(ctx);
  else ctx.rect(-2, -5.5, 4, 11);
  ctx.fill();
  ctx.stroke();
}

function polygon(ctx, points) {
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

function cross(ctx) {
  const [a, b] = [1.9, 5.6];
  polygon(ctx, [
    [-b, -a], [-a, -a], [-a, -b], [a, -b], [a, -a], [b, -a],
    [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a],
  ]);
}

/** Disc for a documented figure, paler beyond the lower reading; ring where none is recorded. */
export function paintSite(ctx, site, ink) {
  if (!site.figure) return paintRing(ctx, site, ink);
  const color = ink.family[site.family];
  if (site.area) return paintRegion(ctx, site, color, ink);
  const { low, high, leading } = site.figure;
  const about = leading.qualifier === "approx" || leading.qualifier === "at_least";
  const inner = site.radius * Math.sqrt(low / high);
  ctx.fillStyle = rgba(color, low < high ? 0.42 : about ? 0.72 : 1);
  disc(ctx, site.x, site.y, site.radius);
  ctx.fill();
  ctx.strokeStyle = low < high || about ? color : ink.page;
  ctx.lineWidth = 1.2;
  if (low < high || about) ctx.setLineDash([3, 2.4]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (low < high) {
    ctx.fillStyle = color;
    disc(ctx, site.x, site.y, inner);
    ctx.fill();
  }
  if (site.selected) paintSelection(ctx, site, ink);
  return undefined;
}

function disc(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

function paintRing(ctx, site, ink) {
  ctx.fillStyle = ink.page;
  ctx.strokeStyle = ink.ink2;
  ctx.lineWidth = 1.5;
  disc(ctx, site.x, site.y, site.radius);
  ctx.fill();
  ctx.stroke();
  if (site.selected) paintSelection(ctx, site, ink);
}

function paintRegion(ctx, site, color, ink) {
  const radius = Math.max(12, site.radius);
  ctx.save();
  disc(ctx, site.x, site.y, radius);
  ctx.fillStyle = rgba(color, 0.12);
  ctx.fill();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.3;
  ctx.setLineDash([1.5, 2.5]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.clip();
  ctx.strokeStyle = rgba(color, 0.55);
  ctx.lineWidth = 0.9;
  ctx.beginPath();
  for (let d = -2 * radius; d < 2 * radius; d += 5) {
    ctx.moveTo(site.x + d - radius, site.y + radius);
    ctx.lineTo(site.x + d + radius, site.y - radius);
  }
  ctx.stroke();
  ctx.restore();
  if (site.selected) paintSelection(ctx, { ...site, radius }, ink);
}

function paintSelection(ctx, site, ink) {
  ctx.strokeStyle = ink.ink;
  ctx.lineWidth = 1.8;
  disc(ctx, site.x, site.y, site.radius + 5);
  ctx.stroke();
}

/** Mark that the keyboard stands on. */
export function paintFocus(ctx, { x, y, radius }, ink) {
  ctx.lineWidth = 5;
  ctx.strokeStyle = ink.page;
  disc(ctx, x, y, radius + 8);
  ctx.stroke();
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = ink.ink;
  ctx.stroke();
}

/** Ring of arrival: people came here, and nobody recorded from where. */
export function paintArrival(ctx, arrival, ink) {
  ctx.strokeStyle = ink.family[arrival.family];
  ctx.lineWidth = arrival.selected ? 2.4 : 1.3;
  ctx.setLineDash(arrival.low === undefined ? [3, 3] : []);
  disc(ctx, arrival.x, arrival.y, arrival.radius);
  ctx.stroke();
  ctx.setLineDash([]);
  for (const angle of [Math.PI / 4, (3 * Math.PI) / 4, (5 * Math.PI) / 4, (7 * Math.PI) / 4]) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    ctx.beginPath();
    ctx.moveTo(arrival.x + c * (arrival.radius + 5), arrival.y + s * (arrival.radius + 5));
    ctx.lineTo(arrival.x + c * arrival.radius, arrival.y + s * arrival.radius);
    ctx.stroke();
  }
}

/** Text with a halo of the ground under its letters. */
export function paintText(ctx, text, x, y, { font, color, halo, align = "left", width = 3.4 }) {
  ctx.font = font;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = halo;
  ctx.lineWidth = width;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}
