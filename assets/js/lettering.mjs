// All words on the map and who gives way to whom: names printed on the base keep off panels and shaded areas,
// labels of the year keep off names, ribbons, marks and each other, dots pass under labels. It decides where each
// stands; the map paints it. Pure but for measuring text.

import { createClutter } from "./clutter.mjs";
import { overlap, placeLabels } from "./labels.mjs";
import { linesOf, wantedLabels } from "./map_labels.mjs";
import { placeNames } from "./map_names.mjs";

// Narrower ribbons may be crossed by a label, px.
const WIDE_RIBBON = 5;
// Half a dot, px: it vanishes under a label before it touches the letters.
const DOT = 3;
// A kiosk's picture drifts against burn-in, and its edge with it, px.
const DRIFT = 24;
const NOWHERE = { width: 0, height: 0 };

const shadedAreas = (scenes) => scenes.flatMap(({ oblasts }) => oblasts.map(({ rings }) => rings));

/** @param {{index, t, ink, project: (lonLat) => number[], closeness: () => number}} map */
export function createLettering({ index, t, ink, project, closeness }) {
  const widths = new Map();
  let names = [];
  let printed = createClutter(NOWHERE);
  let shaded = false;
  let covered = createClutter(NOWHERE);

  function widthOf(ctx, text, font) {
    const key = `${font}|${text}`;
    if (!widths.has(key)) {
      ctx.font = font;
      widths.set(key, ctx.measureText(text).width);
    }
    return widths.get(key);
  }

  /** Labels of one scene that find room, with the box of each and which of their positions it is. */
  function placed(ctx, scene, bounds, { size, hidden }) {
    const wanted = wantedLabels(scene, {
      index, state: scene.state, t, ink, project, bounds,
      pixelsPerDegree: closeness(),
      widthOf: (text, font) => widthOf(ctx, text, font),
    });
    const discs = scene.sites.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]);
    const ribbons = createClutter(size);
    for (const flow of scene.flows) {
      if (flow.high !== undefined && flow.width >= WIDE_RIBBON) ribbons.enterRibbon(flow);
    }
    const found = placeLabels(wanted, [...discs, ...hidden], {
      bounds,
      shuns: (box) => printed.count(box) > 0,
      cost: ribbons.count,
    });
    return wanted
      .filter(({ id }) => found.has(id))
      .map((label) => ({ label, at: found.get(label.id), box: label.boxes[found.get(label.id)] }));
  }

  return {
    /** Whether shading has come or gone since names were arranged. */
    outdated: (scenes) => shaded !== shadedAreas(scenes).length > 0,

    /**
     * Arrange the printed names: when view, language, borders or panels change, and where shading comes or goes;
     * not every year, so that they do not flicker in the film.
     * @param {CanvasRenderingContext2D} ctx that measures
     * @param {object[]} scenes
     * @param {{year, lang, mode}} state
     * @param {{size, hidden: number[][]}} stage `hidden` are boxes of panels over it
     */
    arrange(ctx, scenes, { year, lang, mode }, { size, hidden }) {
      const areas = shadedAreas(scenes);
      shaded = areas.length > 0;
      const margin = mode === "kiosk" ? DRIFT : 0;
      const view = { year, lang, project, pixelsPerDegree: closeness(), ink, ...size, margin, panels: hidden, areas };
      names = placeNames(ctx, index.base.labels, view);
      printed = createClutter(size);
      for (const part of names.flatMap(({ parts }) => parts)) printed.enter(part);
    },

    /**
     * Place the labels of the scenes, and leave out names that a figure's label covers.
     * @param {{size, hidden: number[][], rooms: number[][]}} stage `rooms` are where each scene's labels may lie
     * @returns {{names: object[], labels: object[][]}} names to paint, and lines of text for each scene
     */
    place(ctx, scenes, stage) {
      const labels = scenes.map((scene, side) => placed(ctx, scene, stage.rooms[side], stage));
      covered = createClutter(stage.size);
      for (const { box } of labels.flat()) {
        covered.enter([box[0] - DOT, box[1] - DOT, box[2] + DOT, box[3] + DOT]);
      }
      const inWay = labels.flat().filter(({ label }) => label.firm || label.must).map(({ box }) => box);
      const free = ({ parts }) => !parts.some((part) => inWay.some((box) => overlap(part, box)));
      return {
        names: names.filter(free),
        labels: labels.map((side) => side.flatMap(({ label, at }) => linesOf(label, at))),
      };
    },

    /** Whether a label lies over a point. */
    covers: (x, y) => covered.at(x, y),
  };
}
