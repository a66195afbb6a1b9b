// The map on the page: Plotly's still base map, over it three canvases: names of seas and states, the year
// (a bitmap, drawn only when something changes), and the dots (drawn every frame while the atlas plays).

import { nameAt } from "./atlas_index.mjs";
import { baseLayout, baseTraces, epoch, valid } from "./base_figure.mjs";
import { paintBand } from "./border_band.mjs";
import { visitDots } from "./dots.mjs";
import { formatNumber, low, sayFigure } from "./figures.mjs";
import { IDENTITY, watchGestures } from "./gestures.mjs";
import { hits } from "./hit.mjs";
import { boxesAround, placeLabels } from "./labels.mjs";
import {
  paintArrival,
  paintFlow,
  paintOblast,
  paintOblastSelection,
  paintSite,
  paintText,
} from "./paint.mjs";
import { fitView, projectionOf } from "./projection.mjs";
import { along } from "./ribbon.mjs";
import { buildScene } from "./scene.mjs";
import { documentedSpans } from "./selectors.mjs";

const START_VIEW = { scale: 1, center: { lon: 60, lat: 54 } };
// Germany to Kuznetsk, 38 to 69 degrees north: what the first picture must hold.
const FIRST_BOX = [
  [9, 47], [9, 55], [30, 41], [24, 66], [60, 38.5], [88, 55], [60, 67], [77, 42.5],
];
const SCALE_LIMITS = [0.5, 40];
const SERIF = '"Source Serif 4", Georgia, serif';
const SANS = '"Source Sans 3", "Segoe UI", sans-serif';

/**
 * @param {{stage: HTMLElement, figure: HTMLElement, index, store, t, ink, free: () => object,
 *   choose: (hits, x, y) => void, hover: (hits, x, y) => void, Plotly}} parts
 */
export async function createMap({ stage, figure, index, store, t, ink, free, choose, hover, Plotly }) {
  const layers = stage.querySelector(".map-layers");
  const [names, yearly, moving] = ["names", "year", "dots"].map((name) =>
    layers.querySelector(`canvas.map-${name}`),
  );
  const spans = documentedSpans(index);
  let view = START_VIEW;
  let userMoved = false;
  let drawnEpoch = null;
  let scene = null;
  let motion = 0;
  let size = { width: 0, height: 0 };
  const oblastRings = new Map();
  const sprites = new Map();
  const textWidths = new Map();

  const project = (lonLat) => projectionOf(figure)(lonLat);

  function measure() {
    const box = stage.getBoundingClientRect();
    size = { width: Math.round(box.width), height: Math.round(box.height) };
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    for (const canvas of [names, yearly, moving]) {
      canvas.width = size.width * ratio;
      canvas.height = size.height * ratio;
      canvas.style.width = `${size.width}px`;
      canvas.style.height = `${size.height}px`;
      canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    }
  }

  async function drawBase() {
    const { year } = store.get();
    drawnEpoch = epoch(index.base, year);
    const layout = baseLayout(view, ink, size);
    const config = { staticPlot: true, displayModeBar: false, responsive: false };
    await Plotly.react(figure, baseTraces(index.base, year, ink), layout, config);
  }

  async function fit(points) {
    const wanted = fitView(projectionOf(figure), view.scale, points, { ...free(), ...size });
    await look(wanted);
  }

  async function look(wanted) {
    view = wanted;
    const change = { "geo.projection.scale": view.scale, "geo.center": view.center };
    await Plotly.relayout(figure, change);
    redrawAll();
  }

  function redrawAll() {
    oblastRings.clear();
    layers.style.transform = "";
    drawNames();
    render();
  }

  function ringsOf(oblast) {
    if (!oblastRings.has(oblast)) {
      oblastRings.set(
        oblast,
        oblast.rings.map((ring) => ring.map(project).filter(Boolean)),
      );
    }
    return oblastRings.get(oblast);
  }

  function bandOf(year) {
    const onScreen = (line) => line.map(project).filter(Boolean);
    const union = valid(index.base.union, year).flatMap(({ rings }) => rings);
    const lines = valid(index.base.borders, year)
      .filter(({ kind }) => kind === "soviet")
      .flatMap((border) => border.lines);
    return { rings: union.map(onScreen), lines: lines.map(onScreen) };
  }

  function clear(canvas) {
    const ctx = canvas.getContext("2d");
    ctx.clearRect(0, 0, size.width, size.height);
    return ctx;
  }

  function widthOf(ctx, text, font) {
    const key = `${font}|${text}`;
    if (!textWidths.has(key)) {
      ctx.font = font;
      textWidths.set(key, ctx.measureText(text).width);
    }
    return textWidths.get(key);
  }

  // --- names of seas, states and republics: change with view, language and epoch only
  function drawNames() {
    const ctx = clear(names);
    const { year, lang } = store.get();
    paintBand(ctx, bandOf(year), ink.band);
    const zoomed = view.scale;
    for (const label of index.base.labels) {
      if (year < label.validFrom || year > label.validTo) continue;
      if ((label.rank ?? 1) > (zoomed > 3 ? 4 : zoomed > 1.6 ? 3 : 2)) continue;
      const at = project([label.lon, label.lat]);
      if (!at) continue;
      const water = ["sea", "lake", "river"].includes(label.kind);
      ctx.save();
      ctx.translate(...at);
      ctx.rotate(((label.rotation ?? 0) * Math.PI) / 180);
      ctx.letterSpacing = water ? "0.5px" : label.rank === 1 ? "7px" : "2.4px";
      const sizePx = water ? 13.5 : label.rank === 1 ? 19 : 11.5;
      const font = water ? `italic ${sizePx}px ${SERIF}` : `${sizePx}px ${SANS}`;
      const text = water ? label.name[lang] : label.name[lang].toLocaleUpperCase(lang);
      const color = water ? ink.water : ink.ink3;
      const halo = water ? ink.sea : "rgba(0,0,0,0)";
      paintText(ctx, text, 0, 0, { font, color, halo, align: "center", width: 2 });
      ctx.restore();
    }
    ctx.letterSpacing = "0px";
  }

  // --- the year: bitmap
  function render() {
    const state = store.get();
    scene = buildScene(index, state, { project, ...size, spans, rings: ringsOf });
    const ctx = clear(yearly);
    for (const oblast of scene.oblasts) paintOblast(ctx, oblast, { ...ink, hatch: hatch(ctx) });
    for (const oblast of scene.oblasts.filter((o) => o.selected)) {
      paintOblastSelection(ctx, oblast, ink);
    }
    const chosen = scene.flows.some((flow) => flow.selected);
    const order = [...scene.flows].sort((a, b) => Number(a.selected) - Number(b.selected));
    for (const flow of order) paintFlow(ctx, flow, ink, chosen && !flow.selected);
    for (const arrival of scene.arrivals) paintArrival(ctx, arrival, ink);
    for (const site of scene.sites) paintSite(ctx, site, ink);
    drawLabels(ctx, state);
    drawDots(motion);
    if (epoch(index.base, state.year) !== drawnEpoch) redrawBaseLater();
  }

  let baseTimer = null;
  function redrawBaseLater() {
    // Borders of another snapshot: after the year is on screen, not before it.
    clearTimeout(baseTimer);
    baseTimer = setTimeout(async () => {
      if (epoch(index.base, store.get().year) === drawnEpoch) return;
      await drawBase();
      drawNames();
    }, 120);
  }

  function hatch(ctx) {
    const tile = document.createElement("canvas");
    tile.width = 8;
    tile.height = 8;
    const pen = tile.getContext("2d");
    pen.strokeStyle = ink.border;
    pen.beginPath();
    for (const d of [-8, 0, 8]) {
      pen.moveTo(d, 8);
      pen.lineTo(d + 8, 0);
    }
    pen.stroke();
    return ctx.createPattern(tile, "repeat");
  }

  function drawLabels(ctx, state) {
    const taken = scene.sites.map(({ x, y, radius }) => [
      x - radius, y - radius, x + radius, y + radius,
    ]);
    const wanted = [...oblastLabels(ctx, state), ...siteLabels(ctx, state), ...flowLabels(ctx, state)];
    wanted.sort((a, b) => b.weight - a.weight);
    const placed = placeLabels(wanted, taken);
    for (const label of wanted) {
      const at = placed.get(label.id);
      if (at === undefined) continue;
      const [left, top, right, bottom] = label.boxes[at];
      const lineHeight = (bottom - top) / label.lines.length;
      label.lines.forEach((line, i) => {
        const x = label.align === "center" ? (left + right) / 2 : at === 1 ? right : left;
        const align = label.align ?? (at === 1 ? "right" : at > 1 ? "center" : "left");
        const place = align === "center" ? (left + right) / 2 : x;
        paintText(ctx, line.text, place, top + lineHeight * (i + 0.5), { ...line, align });
      });
    }
  }

  function oblastLabels(ctx, state) {
    return scene.oblasts
      .filter(({ place }) => place.lon !== undefined)
      .map(({ place, figure, shade, selected }) => {
        const [x, y] = project([place.lon, place.lat]);
        const dark = shade !== null && shade >= 3;
        const color = dark ? "#FFFDF7" : ink.ink;
        const halo = shade === null ? ink.page : ink.shades[shade];
        const name = shortOblast(nameAt(place, state.year, state.lang));
        const said = figure ? formatNumber(low(figure.leading), state.lang) : t("no figure");
        const big = view.scale > 1.7;
        const lines = [
          { text: name, font: `600 ${big ? 14 : 12}px ${SERIF}`, color, halo },
          { text: said, font: `700 ${big ? 15 : 13}px ${SANS}`, color, halo },
        ];
        const width = Math.max(...lines.map((line) => widthOf(ctx, line.text, line.font)));
        const shown = big ? lines : [lines[1]];
        const tall = 17 * shown.length;
        const box = [x - width / 2, y - tall / 2, x + width / 2, y + tall / 2];
        const id = `o-${place.id}`;
        return { id, weight: selected ? 9e6 : 5e6, boxes: [box], lines: shown, align: "center" };
      });
  }

  /** "Karaganda oblast" is just "Karaganda" on its own area. */
  function shortOblast(name) {
    return name.replace(/\s+(oblast|область|облысы)$/i, "");
  }

  function siteLabels(ctx, state) {
    const ends = new Set(scene.flows.flatMap(({ move }) => [move.origin, move.destination]));
    for (const arrival of scene.arrivals) ends.add(arrival.move.destination);
    return scene.sites.map((site) => {
      const strong = site.selected || site.figure;
      const text = site.area ? t("{place}: whole region").replace("{place}", site.name) : site.name;
      const nameFont = `${site.selected ? 700 : strong ? 600 : 400} ${site.selected ? 16.5 : 14}px ${SERIF}`;
      const lines = [{ text, font: nameFont, color: ink.ink, halo: ink.ussr }];
      if (site.figure) {
        const differ = site.figure.alternatives && site.figure.low !== site.figure.high;
        const figure = differ
          ? `${formatNumber(site.figure.low, state.lang)}\u2013${formatNumber(site.figure.high, state.lang)}`
          : sayFigure(site.figure.leading, state.lang, t);
        const inner = site.inner ? `${site.inner.name}: ` : "";
        const font = `600 12.5px ${SANS}`;
        lines.push({ text: `${inner}${figure}`, font, color: ink.ink2, halo: ink.ussr });
      }
      const width = Math.max(...lines.map((line) => widthOf(ctx, line.text, line.font)));
      const tall = 15 * lines.length + 2;
      const people = site.figure ? site.figure.high : 0;
      const weight =
        (site.selected ? 1e7 : 0) + (people ? 1e6 + people : 0) + (ends.has(site.place.id) ? 5e5 : 0);
      return {
        id: `s-${site.place.id}`,
        weight: weight + (index.populationsAt.get(site.place.id)?.length ?? 0),
        boxes: boxesAround(site.x, site.y, width, tall, site.radius + (site.selected ? 10 : 5)),
        lines,
      };
    });
  }

  function flowLabels(ctx, state) {
    return scene.flows
      .filter((flow) => flow.high !== undefined || flow.selected)
      .map((flow) => {
        const text =
          flow.low !== flow.high
            ? `${formatNumber(flow.low, state.lang)}\u2013${formatNumber(flow.high, state.lang)}`
            : sayFigure(flow.move, state.lang, t);
        const font = `600 12.5px ${SANS}`;
        const width = widthOf(ctx, text, font);
        const boxes = [0.5, 0.38, 0.62].map((at) => {
          const [x, y] = along(flow.spine, at, flow.width / 2 + 10);
          return [x - width / 2, y - 8, x + width / 2, y + 8];
        });
        const color = ink.familyText[flow.family];
        const lines = [{ text, font, color, halo: ink.ussr }];
        const weight = flow.selected ? 9e6 : 8e5 + (flow.high ?? 0);
        return { id: `f-${flow.id}`, weight, boxes, lines, align: "center" };
      });
  }

  // --- people in motion
  function sprite(family, hollow) {
    const key = `${family}${hollow}`;
    if (!sprites.has(key)) {
      const ratio = 2;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 8 * ratio;
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.beginPath();
      pen.arc(4, 4, hollow ? 1.9 : 2.1, 0, 2 * Math.PI);
      pen.lineWidth = hollow ? 1.1 : 0.7;
      pen.strokeStyle = hollow ? ink.family[family] : ink.page;
      pen.fillStyle = hollow ? ink.page : ink.family[family];
      pen.fill();
      pen.stroke();
      sprites.set(key, canvas);
    }
    return sprites.get(key);
  }

  function drawDots(seconds) {
    motion = seconds;
    const ctx = clear(moving);
    const chosen = scene.flows.some((flow) => flow.selected);
    for (const flow of scene.flows) {
      ctx.globalAlpha = chosen && !flow.selected ? 0.25 : 1;
      if (flow.high === undefined) {
        drawUncounted(ctx, flow, seconds);
        continue;
      }
      const [full, open] = [sprite(flow.family, false), sprite(flow.family, true)];
      visitDots(flow.spine, { ...flow, seconds }, (x, y, hollow) => {
        ctx.drawImage(hollow ? open : full, x - 4, y - 4, 8, 8);
      });
    }
    ctx.globalAlpha = 1;
  }

  /** A movement without a count: one open dot, only while the atlas plays. */
  function drawUncounted(ctx, flow, seconds) {
    if (!store.get().playing) return;
    const [x, y] = along(flow.spine, (seconds / 5 + 0.3) % 1);
    ctx.drawImage(sprite(flow.family, true), x - 4, y - 4, 8, 8);
  }

  // --- pointers
  const gestures = watchGestures(stage, {
    show({ k, x, y }) {
      layers.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    },
    limit: (k) => Math.min(SCALE_LIMITS[1] / view.scale, Math.max(SCALE_LIMITS[0] / view.scale, k)),
    async commit({ k, x, y }) {
      if (k === IDENTITY.k && x === 0 && y === 0) return;
      userMoved = true;
      const at = [(size.width / 2 - x) / k, (size.height / 2 - y) / k];
      const [lon, lat] = projectionOf(figure).invert(at);
      await look({ scale: view.scale * k, center: { lon, lat } });
    },
    tap(x, y, touch) {
      choose(hits(scene, x, y, touch ? 16 : 5), x, y);
    },
    hover(x, y) {
      const found = x < 0 || store.get().playing ? [] : hits(scene, x, y);
      stage.classList.toggle("over-mark", found.length > 0);
      hover(found, x, y);
    },
  });

  async function resize() {
    measure();
    await Plotly.relayout(figure, { width: size.width, height: size.height });
    if (userMoved) redrawAll();
    else await fit(FIRST_BOX);
  }

  // First an empty figure, which is cheap, to learn the projection; then the map at its right scale.
  measure();
  await Plotly.react(figure, [{ type: "scattergeo", lon: [], lat: [] }], baseLayout(view, ink, size), {
    staticPlot: true,
    displayModeBar: false,
  });
  view = fitView(projectionOf(figure), view.scale, FIRST_BOX, { ...free(), ...size });
  await drawBase();
  redrawAll();
  let resizeTimer = null;
  new ResizeObserver(() => {
    clearTimeout(resizeTimer);
    resizeTimer = setTimeout(resize, 120);
  }).observe(stage);

  return {
    render,
    drawDots,
    drawNames,
    scene: () => scene,
    project,
    zoom: (factor) => gestures.zoom(factor, size.width / 2, size.height / 2),
    reset() {
      userMoved = false;
      return fit(FIRST_BOX);
    },
    fit(points) {
      userMoved = true;
      return fit(points);
    },
  };
}
