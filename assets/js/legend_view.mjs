// The legend: what a dot, a ring, a dash and a shade mean, with the numbers that hold just now.

import { h } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { paintArrival, paintFlow, paintSite } from "./paint.mjs";
import { spine } from "./ribbon.mjs";

const WIDTH = 46;
const HEIGHT = 18;

/**
 * @param {{root: HTMLElement, index, store, t, ink}} parts
 */
export function createLegend({ root, store, t, ink }) {
  let drawn = "";

  function sample(draw) {
    const canvas = h("canvas", { width: WIDTH * 2, height: HEIGHT * 2, "aria-hidden": "true" });
    canvas.style.width = `${WIDTH}px`;
    canvas.style.height = `${HEIGHT}px`;
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    draw(ctx);
    return canvas;
  }

  const flow = (extra) => ({
    family: "work",
    spine: spine([[2, 11], [45, 11]], { share: 0.06, stop: 4 }),
    width: 9,
    high: 1,
    ...extra,
  });
  const site = (extra) => ({ x: 23, y: 9, radius: 6.5, family: "work", ...extra });
  const figure = (low, high, qualifier = "exact") => ({ low, high, leading: { qualifier } });

  function draw(scene) {
    const { year, lang } = store.get();
    const shaded = scene.oblasts.length > 0;
    const key = [scene.perDot, year, lang, shaded].join("|");
    if (key === drawn) return;
    drawn = key;
    const n = formatNumber(scene.perDot, lang);
    const dotText = scene.perDot === 1 ? t("Movement; 1 dot = 1 person") : t("Movement; 1 dot = {n} people").replace("{n}", n);
    const rows = [
      [(ctx) => paintFlow(ctx, flow({}), ink), dotText],
      [(ctx) => paintFlow(ctx, flow({ high: undefined, width: 0 }), ink), t("Number not recorded")],
      [(ctx) => paintFlow(ctx, flow({ family: "politics", vague: true }), ink), t("Place in the USSR not recorded")],
      [(ctx) => paintArrival(ctx, { x: 23, y: 9, radius: 5, family: "work", low: 1 }, ink), t("Arrived, origin not recorded")],
      [(ctx) => { paintSite(ctx, site({ x: 13, figure: figure(1, 1) }), ink); paintSite(ctx, site({ x: 33, figure: figure(1, 1, "approx") }), ink); }, t("People here: counted, about")],
      [(ctx) => paintSite(ctx, site({ figure: figure(5, 10) }), ink), t("Figures differ: lowest to highest")],
      [(ctx) => paintSite(ctx, site({ radius: 3.8, figure: null }), ink), t("Place without a figure in {year}").replace("{year}", year)],
      [(ctx) => paintSite(ctx, site({ radius: 8, area: true, figure: figure(1, 1) }), ink), t("Figure for a whole region")],
    ];
    root.replaceChildren(
      h("summary", { text: t("How to read the map") }),
      h("ul", {}, rows.map(([paint, text]) => h("li", {}, sample(paint), h("span", { text })))),
      ...(shaded ? [shades(year)] : []),
      h("p.small", { text: t("Borders of {year}, approximated by present-day units").replace("{year}", year) }),
    );
  }

  function shades(year) {
    const limits = ["1\u20139", "10\u201329", "30\u201359", "60\u201399", "100+"];
    return h(
      "div.shades",
      {},
      h("p", { text: t("People in each oblast, {year}").replace("{year}", year) }),
      h("ol", {}, limits.map((label, i) =>
        h("li", {}, h("i", { style: `background:${ink.shades[i]}` }), h("span", { text: label })))),
      h("p.small", { text: t("Hatched: no figure. The number stands on the area.") }),
    );
  }

  return { draw };
}
