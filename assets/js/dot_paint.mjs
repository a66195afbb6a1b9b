// Dots on the canvas: little pictures made once per family and copied every frame.

import { visitDots } from "./dots.mjs";
import { along } from "./ribbon.mjs";

const SIZE = 8;
const RATIO = 2;

/** @param {object} ink colours by token; asked anew, so that another theme paints other dots */
export function createDotPainter(ink) {
  const sprites = new Map();

  function sprite(family, hollow) {
    const key = [ink.family[family], ink.page, hollow].join();
    if (!sprites.has(key)) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = SIZE * RATIO;
      const pen = canvas.getContext("2d");
      pen.scale(RATIO, RATIO);
      pen.beginPath();
      pen.arc(SIZE / 2, SIZE / 2, hollow ? 1.9 : 2.1, 0, 2 * Math.PI);
      pen.lineWidth = hollow ? 1.1 : 0.7;
      pen.strokeStyle = hollow ? ink.family[family] : ink.page;
      pen.fillStyle = hollow ? ink.page : ink.family[family];
      pen.fill();
      pen.stroke();
      sprites.set(key, canvas);
    }
    return sprites.get(key);
  }

  /**
   * Paint the dots of all flows.
   * @param {CanvasRenderingContext2D} ctx cleared
   * @param {object[]} flows of the scene
   * @param {{seconds: number, playing: boolean, faded: boolean, covered: (x, y) => boolean}} motion a movement
   *   without a count has one open dot, and only while the atlas plays; `faded` where something else is chosen;
   *   dots pass under what is `covered`
   */
  return function paintDots(ctx, flows, { seconds, playing, faded = false, covered }) {
    const chosen = faded || flows.some((flow) => flow.selected);
    const copy = (picture, x, y) => {
      if (!covered(x, y)) ctx.drawImage(picture, x - SIZE / 2, y - SIZE / 2, SIZE, SIZE);
    };
    for (const flow of flows) {
      ctx.globalAlpha = chosen && !flow.selected ? 0.25 : 1;
      // Nobody travels on what was only planned.
      if (flow.planned) continue;
      const open = sprite(flow.family, true);
      if (flow.high === undefined) {
        if (playing) copy(open, ...along(flow.spine, (seconds / 5 + 0.3) % 1));
        continue;
      }
      const full = sprite(flow.family, false);
      visitDots(flow.spine, { ...flow, seconds }, (x, y, hollow) => copy(hollow ? open : full, x, y));
    }
    ctx.globalAlpha = 1;
  };
}
