// The legend: what a dot, a ring, a dash and a shade mean, with the numbers that hold just now.

import { h } from "./dom.mjs";
import { formatDecimal, formatNumber, low } from "./figures.mjs";
import { aboutAtlas } from "./package_words.mjs";
import { paintArrival, paintFlow, paintSite } from "./paint.mjs";
import { ribbonWidth, spine } from "./ribbon.mjs";
import { CLASSES } from "./scene.mjs";
import { sayAdded } from "./told.mjs";
import { sayWindow } from "./window_words.mjs";
import { n } from "./words.mjs";

const WIDTH = 46;
const HEIGHT = 18;

/**
 * @param {{root: HTMLElement, index, store, t, ink}} parts
 */
export function createLegend({ root, index, store, t, ink, choose }) {
  const [{ id: first }, { id: second } = { id: first }] = index.meta.families;
  const dated = index.base.borders.length + index.base.union.length > 0;
  const samples = new Map();
  let drawn = "";
  let inked = "";

  /** The picture of a row, drawn once for a theme: the words beside it change with the year. */
  function sample(name, draw) {
    if (!samples.has(name)) samples.set(name, picture(draw));
    return samples.get(name);
  }

  function picture(draw) {
    const canvas = h("canvas", { width: WIDTH * 2, height: HEIGHT * 2, "aria-hidden": "true" });
    canvas.style.width = `${WIDTH}px`;
    canvas.style.height = `${HEIGHT}px`;
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    draw(ctx);
    return canvas;
  }

  const flow = (extra) => ({
    family: first,
    spine: spine([[2, 11], [45, 11]], { share: 0.06, stop: 4 }),
    width: 9,
    high: 1,
    ...extra,
  });
  const site = (extra) => ({ x: 23, y: 9, radius: 6.5, family: first, ...extra });
  const figure = (low, high, qualifier = "exact") => ({ low, high, leading: { qualifier } });

  function draw(scene) {
    const state = store.get();
    const { year, lang } = state;
    const shaded = scene.oblasts.length > 0;
    const added = sayAdded(index, state, t).join(" ");
    const key = [added, scene.perDot, sayWindow(state), year, lang, shaded, state.shading, state.status, ink.page].join("|");
    if (key === drawn) return;
    drawn = key;
    if (inked !== ink.page) samples.clear();
    inked = ink.page;
    const dotText = n(t, "Movement; 1 dot = {n} person", "Movement; 1 dot = {n} people", scene.perDot)
      .replace("{n}", formatNumber(scene.perDot, lang));
    const vague = aboutAtlas(t, "vague");
    const rows = [
      ["dots", (ctx) => paintFlow(ctx, flow({}), ink), dotText],
      ["widths", paintWidths, t("Width: 100, 1,000 people").replace("1,000", formatNumber(1000, lang))],
      ["silent", (ctx) => paintFlow(ctx, flow({ high: undefined, width: 0 }), ink), t("Number not recorded")],
      ...(vague ? [["vague", (ctx) => paintFlow(ctx, flow({ family: second, vague: true }), ink), vague]] : []),
      ["arrival", (ctx) => paintArrival(ctx, { x: 23, y: 9, radius: 5, family: first, low: 1 }, ink), t("Arrived, origin not recorded")],
      ["figures", (ctx) => { paintSite(ctx, site({ x: 13, figure: figure(1, 1) }), ink); paintSite(ctx, site({ x: 33, figure: figure(1, 1, "approx") }), ink); }, t("People here: counted, about")],
      ["differ", (ctx) => paintSite(ctx, site({ figure: figure(5, 10) }), ink), t("Figures differ: lowest to highest")],
      ["ring", (ctx) => paintSite(ctx, site({ radius: 3.8, figure: null }), ink), t("Place without a figure in {year}").replace("{year}", sayWindow(state))],
      ["region", (ctx) => paintSite(ctx, site({ radius: 8, area: true, figure: figure(1, 1) }), ink), t("Figure for a whole region")],
      ...(state.status.length
        ? [["planned", (ctx) => paintFlow(ctx, flow({ planned: true }), ink), t("Planned, requested or refused")]]
        : []),
    ];
    root.replaceChildren(
      h("summary", {}, h("h2", { text: t("How to read the map") })),
      h("ul", {}, rows.map(([name, paint, text]) => h("li", {}, sample(name, paint), h("span", { text })))),
      ...(added ? [h("p.added", { text: added })] : []),
      ...(shaded ? [shades(scene, state)] : []),
      ...(dated ? [h("p.small", { text: t("Borders of {year}, approximated by present-day units").replace("{year}", year) })] : []),
    );
  }

  /** Two ribbons without dots: how wide 100 and 1,000 people are. */
  function paintWidths(ctx) {
    ctx.fillStyle = ink.family[first];
    ctx.globalAlpha = 0.5;
    [[2, 100], [25, 1000]].forEach(([x, people]) => {
      const width = ribbonWidth(people);
      ctx.fillRect(x, HEIGHT / 2 - width / 2, 18, width);
    });
    ctx.globalAlpha = 1;
  }

  function shades(scene, state) {
    const shares = state.shading === "share" && scene.total;
    const limits = CLASSES[shares ? "share" : "people"];
    const unit = shares ? "\u2009%" : "";
    const say = (value) => formatDecimal(value, state.lang) + unit;
    const upper = (i) => (shares ? say(limits[i]) : say(limits[i] - 1));
    const texts = [
      `${shares ? say(0) : say(1)}\u2013${upper(0)}`,
      ...[1, 2, 3].map((i) => `${say(limits[i - 1])}\u2013${upper(i)}`),
      `${say(limits[3])}+`,
    ];
    const [total] = [scene.total];
    return h(
      "div.shades",
      {},
      h("p", { text: t("People in each oblast, {year}").replace("{year}", state.year) }),
      h("ol", {}, texts.map((label, i) =>
        h("li", {}, h("i", { style: `background:${ink.shades[i]}` }), h("span", { text: label })))),
      h("p.small", { text: t("Hatched: no figure. The number stands on the area.") }),
      total
        ? h("p.shade-tools", {},
            h("button.link", {
              type: "button",
              id: "shading",
              text: shares
                ? t("Show people")
                : n(t, "Show shares of the {n} person", "Show shares of the {n} people", low(total))
                    .replace("{n}", formatNumber(low(total), state.lang)),
              onclick: () => store.set({ shading: shares ? "people" : "share" }),
            }),
            h("button.link", { type: "button", text: t("The source table"), onclick: () => choose("place", total.place) }))
        : null,
    );
  }

  return { draw };
}
