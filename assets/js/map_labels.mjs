// Labels of what the year shows: oblasts with their figure, sites with theirs, flows with theirs. Pure but
// for measuring text; the map places and paints what comes back.

import { nameAt } from "./atlas_index.mjs";
import { formatDecimal, formatNumber, low, sayFigure } from "./figures.mjs";
import { boxesAround, boxesAskew, within } from "./labels.mjs";
import { along } from "./ribbon.mjs";

const SERIF = '"Zholdar Serif", Georgia, serif';
const SANS = '"Zholdar Sans", "Segoe UI", sans-serif';
const ROOMY = 30;
// Half the height of a figure at a flow, px.
const TEXT_HALF = 8;
// Where a label may move, in px, when its own place is taken.
const STEPS = [[0, 0], [0, -16], [0, 16], [-22, 0], [22, 0], [-18, -18], [18, -18], [-18, 18], [18, 18]];

/** "Karaganda oblast" is just "Karaganda" on its own area. */
export function shortOblast(name) {
  return name.replace(/\s+(oblast|область|облысы)$/i, "");
}

/** A range as "148–200", or one figure with its qualifier in words. */
function sayReadings({ low: from, high: to, record }, lang, t) {
  if (from !== to) return `${formatNumber(from, lang)}\u2013${formatNumber(to, lang)}`;
  return sayFigure(record, lang, t);
}

/**
 * @param {object} scene
 * @param {{index, state, t, ink, project, pixelsPerDegree, widthOf: (text, font) => number,
 *   bounds?: number[]}} context `bounds` is the box that labels must not leave
 * @returns {{id, weight, boxes, lines, align, firm, must}[]} heaviest first; see placeLabels
 */
export function wantedLabels(scene, context) {
  const wanted = [
    ...lifeLabels(scene, context),
    ...oblastLabels(scene, context),
    ...siteLabels(scene, context),
    ...(scene.quiet ? [] : flowLabels(scene, context)),
  ];
  return wanted.sort((a, b) => b.weight - a.weight);
}

function sayShaded({ figure, share }, lang, t) {
  if (!figure) return t("no figure");
  if (share === null) return formatNumber(low(figure.leading), lang);
  return `${formatDecimal(share, lang, share < 10 ? 1 : 0)}\u2009%`;
}

function oblastLabels(scene, { state, t, ink, project, pixelsPerDegree, widthOf }) {
  const roomy = pixelsPerDegree > ROOMY;
  // A city that the table counts apart has its figure at its own mark.
  const marked = new Set(scene.sites.filter((site) => site.figure).map((site) => site.place.id));
  return scene.oblasts
    .filter(({ place }) => place.lon !== undefined && !marked.has(place.id))
    .map(({ place, figure, share, shade, selected }) => {
      const [x, y] = project([place.lon, place.lat]);
      const color = shade === null ? ink.ink : ink.shadeText[shade];
      const halo = shade === null ? ink.page : ink.shades[shade];
      const name = shortOblast(nameAt(place, state.year, state.lang));
      const said = sayShaded({ figure, share }, state.lang, t);
      const lines = [
        { text: name, font: `600 ${roomy ? 14 : 12}px ${SERIF}`, color, halo },
        { text: said, font: `700 ${roomy ? 15 : 13}px ${SANS}`, color, halo },
      ].slice(pixelsPerDegree > 16 ? 0 : 1);
      const width = Math.max(...lines.map((line) => widthOf(line.text, line.font)));
      const tall = 17 * lines.length;
      const boxAt = (dx, dy) => [
        x + dx - width / 2, y + dy - tall / 2, x + dx + width / 2, y + dy + tall / 2,
      ];
      const full = STEPS.map(([dx, dy]) => boxAt(dx, dy));
      // Where the name finds no room the figure stands alone.
      const half = widthOf(said, lines.at(-1).font) / 2;
      const bare = STEPS.map(([dx, dy]) => [x + dx - half, y + dy - 8, x + dx + half, y + dy + 8]);
      const boxes = lines.length > 1 ? [...full, ...bare] : full;
      const weight = selected ? 9e6 : 5e6;
      return { id: `o-${place.id}`, weight, boxes, lines, align: "center", must: true, bareFrom: full.length, bareLines: lines.slice(-1) };
    });
}

function siteLabels(scene, { index, state, t, ink, widthOf, bounds }) {
  const ends = new Set(scene.flows.flatMap(({ move }) => [move.origin, move.destination]));
  for (const arrival of scene.arrivals) ends.add(arrival.move.destination);
  // Where a life stopped, its own label says the name.
  const told = new Set(scene.lives.flatMap(({ points }) => points.filter(({ reached }) => reached).map(({ place }) => place)));
  // A mark beyond the line between two compared years has no name on this side of it.
  const here = ({ x, y }) => !bounds || within([x, y, x, y], bounds);
  return scene.sites.filter((site) => here(site) && !told.has(site.place.id)).map((site) => {
    const strong = site.selected || site.figure;
    const text = site.area ? t("{place}: whole region").replace("{place}", site.name) : site.name;
    const size = site.selected ? 16.5 : 14;
    const font = `${site.selected ? 700 : strong ? 600 : 400} ${size}px ${SERIF}`;
    const lines = [{ text, font, color: ink.ink, halo: ink.ussr }];
    if (site.figure) {
      const inner = site.inner ? `${site.inner.name}: ` : "";
      const { low: from, high: to, alternatives, leading } = site.figure;
      const said = sayReadings({ low: from, high: alternatives ? to : from, record: leading }, state.lang, t);
      lines.push({ text: inner + said, font: `600 12.5px ${SANS}`, color: ink.ink2, halo: ink.ussr });
    }
    const people = site.figure ? site.figure.high : 0;
    const firm = site.selected || people > 0;
    const gap = site.radius + (site.selected ? 10 : 5);
    const boxesOf = (some) => {
      const box = [site.x, site.y, Math.max(...some.map((line) => widthOf(line.text, line.font))), 15 * some.length + 2, gap];
      return [...boxesAround(...box), ...(firm ? boxesAskew(...box, bounds) : [])];
    };
    const full = boxesOf(lines);
    // Where name and figure find no room, the name stands alone.
    const bare = firm && lines.length > 1 ? boxesOf(lines.slice(0, 1)) : [];
    const weight =
      (site.selected ? 1e7 : 0) + (people ? 1e6 + people : 0) + (ends.has(site.place.id) ? 5e5 : 0);
    return {
      id: `s-${site.place.id}`,
      firm,
      must: site.selected,
      weight: weight + (index.populationsAt.get(site.place.id)?.length ?? 0),
      boxes: [...full, ...bare],
      lines,
      bareFrom: full.length,
      bareLines: lines.slice(0, 1),
    };
  });
}

/** Names of the places where a chosen life stopped, each once however often it came back. */
function lifeLabels(scene, { ink, widthOf }) {
  const seen = new Set();
  return scene.lives.flatMap(({ rank, points }) =>
    points
      .filter(({ reached, place }) => reached && !seen.has(place) && seen.add(place))
      .map(({ x, y, number, name }) => {
        const font = `600 14px ${SERIF}`;
        const boxes = boxesAround(x, y, widthOf(name, font), 17, 12);
        const lines = [{ text: name, font, color: ink.ink, halo: ink.ussr }];
        return { id: `l-${rank}-${number}`, firm: true, weight: 2e7, boxes, lines };
      }),
  );
}

/** Box of a text `width` px wide that touches no part of a flow's ribbon or dots, on one side of it. */
export function besideFlow({ spine, width: ribbon }, at, side, width) {
  const [x, y] = along(spine, at);
  const [nx, ny] = along(spine, at, side).map((value, i) => value - [x, y][i]);
  // A slanting ribbon needs more room for a wide text than for a tall one.
  const aside = ribbon / 2 + 3 + Math.abs(nx) * (width / 2) + Math.abs(ny) * TEXT_HALF;
  const [cx, cy] = [x + nx * aside, y + ny * aside];
  return [cx - width / 2, cy - TEXT_HALF, cx + width / 2, cy + TEXT_HALF];
}

function flowLabels(scene, { state, t, ink, widthOf }) {
  // "Not recorded" is said once beside a flow that was asked for; over many the dashes say it.
  const single = scene.flows.filter(({ selected }) => selected).length === 1;
  return scene.flows
    .filter((flow) => flow.high !== undefined || (flow.selected && single))
    .map((flow) => {
      const text = sayReadings({ low: flow.low, high: flow.high, record: flow.move }, state.lang, t);
      const font = `600 12.5px ${SANS}`;
      const width = widthOf(text, font);
      const boxes = [0.5, 0.38, 0.62, 0.26, 0.74].flatMap((at) => [1, -1].map((side) => besideFlow(flow, at, side, width)));
      const lines = [{ text, font, color: ink.familyText[flow.family], halo: ink.ussr }];
      const weight = flow.selected ? 9e6 : 8e5 + (flow.high ?? 0);
      return { id: `f-${flow.id}`, firm: true, weight, boxes, lines, align: "center" };
    });
}

/** Where each line of a placed label starts. */
export function linesOf(label, at) {
  const [left, top, right, bottom] = label.boxes[at];
  const lines = at >= (label.bareFrom ?? Infinity) ? label.bareLines : label.lines;
  const tall = (bottom - top) / lines.length;
  const place = at % (label.bareFrom ?? Infinity);
  const align = label.align ?? ["left", "right"][place] ?? "center";
  const x = align === "center" ? (left + right) / 2 : align === "right" ? right : left;
  return lines.map((line, i) => ({ ...line, x, y: top + tall * (i + 0.5), align }));
}
