// The map on the page: Plotly's still base map, over it three canvases: the band along the border, the year
// with its names and labels (a bitmap, drawn only when something changes), and the dots (drawn every frame
// while the atlas plays).

import { baseLayout, baseTraces, epoch, valid } from "./base_figure.mjs";
import { paintBand } from "./border_band.mjs";
import { camerasOf, selectionPoints } from "./cameras.mjs";
import { createDotPainter } from "./dot_paint.mjs";
import { frameFor } from "./frame.mjs";
import { IDENTITY, watchGestures } from "./gestures.mjs";
import { hits } from "./hit.mjs";
import { createLettering } from "./lettering.mjs";
import { paintName } from "./map_names.mjs";
import { marksOf } from "./marks.mjs";
import {
  paintArrival,
  paintFlow,
  paintFocus,
  paintLife,
  paintOblast,
  paintOblastSelection,
  paintSite,
  paintText,
} from "./paint.mjs";
import { fitView, pixelsPerDegree, projectionOf } from "./projection.mjs";
import { buildScenes } from "./scene.mjs";
import { documentedSpans } from "./selectors.mjs";

const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false };
// Pixels per degree of latitude at the widest and closest view.
const CLOSENESS = [5, 900];
const NEW_BORDERS_MS = 200;
const CAMERA_MS = 700;
const RESIZE_MS = 120;
// Opacity of names on a map that is only the ground for something else; .map-band has the same.
const GROUND = 0.35;

/**
 * @param {{stage: HTMLElement, figure: HTMLElement, index, store, t, ink, free: () => object, panels: HTMLElement[],
 *   levelled: () => void, choose: (hits) => void, hover: (hits, x, y) => void, Plotly}} parts
 */
export async function createMap({ stage, figure, index, store, t, ink, free, panels, choose, hover, levelled, Plotly }) {
  const layers = stage.querySelector(".map-layers");
  const [border, yearly, moving] = ["band", "year", "dots"].map((name) =>
    layers.querySelector(`canvas.map-${name}`),
  );
  const spans = documentedSpans(index);
  const paintDots = createDotPainter(ink);
  const oblastRings = new Map();
  const shapes = new Map();
  const { lon, band, tall } = index.meta.map;
  const cameras = camerasOf(index);
  const [whole] = cameras.values();
  let view = { scale: 1, center: { lon, lat: (band[0] + band[1]) / 2 } };
  let frame = { lon: [lon - 15, lon + 15], lat: band };
  let userMoved = false;
  let drawnEpoch = null;
  let scenes = [];
  let divider = 0.5;
  let focused = null;
  let motion = 0;
  let size = { width: 0, height: 0 };
  let hatch = null;
  let started = false;
  // Boxes of panels, which hide the map.
  let hidden = [];

  const project = (lonLat) => projectionOf(figure)(lonLat);
  const closeness = () => pixelsPerDegree(projectionOf(figure));
  const lettering = createLettering({ index, t, ink, project, closeness });

  function measure() {
    size = { width: stage.clientWidth, height: stage.clientHeight };
    // A kiosk enlarges the stage; its canvases stay sharp.
    const enlarged = stage.getBoundingClientRect().width / size.width || 1;
    const ratio = Math.min(2, (window.devicePixelRatio || 1) * enlarged);
    for (const canvas of [border, yearly, moving]) {
      canvas.width = size.width * ratio;
      canvas.height = size.height * ratio;
      canvas.style.width = `${size.width}px`;
      canvas.style.height = `${size.height}px`;
      canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    }
  }

  // --- base map and view
  function draw(traces) {
    return Plotly.react(figure, traces, baseLayout(view, frame, ink, size, index.meta.map), CONFIG);
  }

  async function drawBase() {
    const { year } = store.get();
    drawnEpoch = epoch(index.base, year);
    await draw(baseTraces(index.base, year, ink, index.meta.map.grid));
  }

  /** An empty figure is cheap: enough to learn the projection, then the frame that fills the stage. */
  async function learnFrame() {
    const empty = [{ type: "scattergeo", lon: [], lat: [] }];
    await draw(empty);
    frame = frameFor(project, size.width / size.height, index.meta.map);
    await draw(empty);
  }

  const fitted = (points) => fitView(projectionOf(figure), view.scale, points, { ...free(), ...size });

  /** The view that shows what the first picture must hold, in what the panels leave free. */
  const firstView = () => fitted(size.width < size.height * 1.2 ? tall : whole);

  /** Move the camera: the picture glides there as a picture, then the map is drawn anew. */
  let resting = Promise.resolve();
  function glide(ask) {
    resting = resting.then(() => glideNow(ask));
    return resting;
  }

  async function glideNow(ask) {
    // The stage may have just taken another size, as when a story begins.
    await resize();
    const wanted = ask();
    const from = closeness();
    const k = wanted.scale / view.scale;
    const [cx, cy] = project([wanted.center.lon, wanted.center.lat]);
    if (!store.get().still && from > 0 && k < 12 && k > 1 / 12) {
      layers.style.transition = `transform ${CAMERA_MS}ms ease-in-out`;
      layers.style.transform = `translate(${size.width / 2 - k * cx}px, ${size.height / 2 - k * cy}px) scale(${k})`;
      await new Promise((done) => setTimeout(done, CAMERA_MS));
      layers.style.transition = "";
    }
    await look(wanted);
  }

  async function look(wanted) {
    view = wanted;
    // Borders of another time come with the view: a picture of it may be taken as soon as the camera rests.
    if (epoch(index.base, store.get().year) !== drawnEpoch) await drawBase();
    else await Plotly.relayout(figure, { "geo.projection.scale": view.scale, "geo.center": view.center });
    redrawAll();
  }

  function redrawAll() {
    oblastRings.clear();
    shapes.clear();
    focused = null;
    layers.style.transform = "";
    hidden = panelBoxes();
    const other = index.levels?.use(closeness());
    // Names keep clear of shaded areas where this view puts them.
    drawBorder();
    build();
    arrangeNames();
    paint();
    if (other && started) levelled();
  }

  /** Borders of another time: when a dragged year rests; while the film plays, soon after the year. */
  let baseTimer = null;
  function redrawBaseLater() {
    if (baseTimer && store.get().playing) return;
    clearTimeout(baseTimer);
    baseTimer = setTimeout(async () => {
      baseTimer = null;
      if (epoch(index.base, store.get().year) === drawnEpoch) return;
      await drawBase();
      drawBorder();
      arrangeNames();
      paint();
    }, NEW_BORDERS_MS);
  }

  /** Panels over the map, as boxes of the stage; a kiosk's are its free rectangle (labelRoom). */
  function panelBoxes() {
    if (store.get().mode === "kiosk") return [];
    const { left, top } = stage.getBoundingClientRect();
    return panels
      .map((panel) => panel.getBoundingClientRect())
      .filter(({ width }) => width)
      .map((box) => [box.left - left - 4, box.top - top - 4, box.right - left + 4, box.bottom - top + 4]);
  }

  /** A panel that opened, closed or grew: what it hides finds another place, after the year is on screen. */
  let panelTimer = null;
  function panelsChanged() {
    clearTimeout(panelTimer);
    panelTimer = setTimeout(() => {
      const now = panelBoxes();
      if (now.flat().join() === hidden.flat().join()) return;
      hidden = now;
      arrangeNames();
      paint();
    }, NEW_BORDERS_MS);
  }

  // --- canvases
  function clear(canvas) {
    const ctx = canvas.getContext("2d");
    ctx.clearRect(0, 0, size.width, size.height);
    return ctx;
  }

  const onScreen = (line) => line.map(project).filter(Boolean);

  function ringsOf(oblast) {
    if (!oblastRings.has(oblast)) oblastRings.set(oblast, oblast.rings.map(onScreen));
    return oblastRings.get(oblast);
  }

  /** The border of the time, as a band; it changes with the view and the year's borders only. */
  function drawBorder() {
    const ctx = clear(border);
    const { year } = store.get();
    const union = valid(index.base.union, year).flatMap(({ rings }) => rings);
    const borders = valid(index.base.borders, year).filter(({ kind }) => kind === "home");
    const lines = borders.flatMap((line) => line.lines);
    paintBand(ctx, { rings: union.map(onScreen), lines: lines.map(onScreen) }, ink.band);
  }

  const arrangeNames = () => lettering.arrange(yearly.getContext("2d"), scenes, store.get(), { size, hidden });

  function build() {
    scenes = buildScenes(index, store.get(), { project, ...size, spans, rings: ringsOf, shapes });
  }

  function render() {
    build();
    if (lettering.outdated(scenes)) arrangeNames();
    paint();
  }

  function paint() {
    const ctx = clear(yearly);
    hatch ??= hatchPattern(ctx, ink.border);
    const rooms = scenes.map((_, side) => labelRoom(side));
    const { names, labels } = lettering.place(ctx, scenes, { size, hidden, rooms });
    // Behind a kiosk's doors the map is only the ground.
    ctx.globalAlpha = scenes.some(({ quiet }) => quiet) ? GROUND : 1;
    for (const name of names) paintName(ctx, name);
    ctx.globalAlpha = 1;
    scenes.forEach((scene, side) => clipped(ctx, side, () => {
      renderScene(ctx, scene);
      for (const line of labels[side]) paintText(ctx, line.text, line.x, line.y, line);
    }));
    if (focused) paintFocus(ctx, focused, ink);
    drawDots(motion);
    if (epoch(index.base, store.get().year) !== drawnEpoch) redrawBaseLater();
  }

  /** Left and right edge of a scene: the stage, or its half of it. */
  function halfOf(side) {
    const middle = size.width * divider;
    if (scenes.length === 1) return [0, size.width];
    return side ? [middle, size.width] : [0, middle];
  }

  /** Draw in one half of the map while two years are compared. */
  function clipped(ctx, side, draw) {
    if (scenes.length === 1) {
      draw();
      return;
    }
    const [left, right] = halfOf(side);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, 0, right - left, size.height);
    ctx.clip();
    draw();
    ctx.restore();
  }

  function renderScene(ctx, scene) {
    for (const oblast of scene.oblasts) paintOblast(ctx, oblast, { ...ink, hatch });
    for (const oblast of scene.oblasts.filter((o) => o.selected)) paintOblastSelection(ctx, oblast, ink);
    const chosen = scene.flows.some((flow) => flow.selected) || scene.lives.length > 0;
    const order = [...scene.flows].sort((a, b) => Number(a.selected) - Number(b.selected));
    for (const flow of order) paintFlow(ctx, flow, ink, chosen && !flow.selected);
    for (const arrival of scene.arrivals) paintArrival(ctx, arrival, ink);
    for (const site of scene.sites) paintSite(ctx, site, ink);
    for (const life of scene.lives) paintLife(ctx, life, ink.lives[life.rank], ink);
  }

  /** Where labels may lie: nowhere under a kiosk's words, which hide the map. */
  function labelRoom(side) {
    const [left, right] = halfOf(side);
    if (store.get().mode !== "kiosk") return [left + 2, 2, right - 2, size.height - 2];
    const room = free();
    return [room.left - 24, room.top - 24, room.right + 24, room.bottom + 24];
  }

  function drawDots(seconds) {
    motion = seconds;
    const { playing } = store.get();
    const ctx = clear(moving);
    scenes.forEach((scene, side) =>
      clipped(ctx, side, () => paintDots(ctx, scene.flows, {
        seconds, playing, faded: scene.lives.length > 0, covered: lettering.covers,
      })));
  }

  const sceneAt = (x) => (scenes.length > 1 && x > size.width * divider ? scenes[1] : scenes[0]);

  // --- pointers
  const gestures = watchGestures(stage, {
    show({ k, x, y }) {
      layers.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    },
    limits: () => CLOSENESS.map((most) => most / closeness()),
    async commit({ k, x, y }) {
      if (k === IDENTITY.k && x === 0 && y === 0) return;
      userMoved = true;
      const at = [(size.width / 2 - x) / k, (size.height / 2 - y) / k];
      const [lon, lat] = projectionOf(figure).invert(at);
      await look({ scale: view.scale * k, center: { lon, lat } });
    },
    tap(x, y, touch) {
      choose(hits(sceneAt(x), x, y, touch ? 16 : 5));
    },
    hover(x, y) {
      const found = x < 0 || store.get().playing ? [] : hits(sceneAt(x), x, y);
      stage.classList.toggle("over-mark", found.length > 0);
      hover(found, x, y);
    },
  });

  /** A new size of the stage; an answer to the observer's first call changes nothing. */
  async function resize() {
    if (stage.clientWidth === size.width && stage.clientHeight === size.height) return;
    const near = closeness();
    measure();
    await learnFrame();
    // Another frame has another unit of scale: a view that the visitor chose keeps its closeness.
    if (userMoved) view = { ...view, scale: (view.scale * near) / closeness() };
    else view = firstView();
    await drawBase();
    redrawAll();
  }

  /** Move the map so that a place comes out from under the panels. */
  async function reveal(lonLat) {
    const [x, y] = project(lonLat);
    const room = free();
    const margin = 48;
    const [left, right] = [room.left + margin, room.right - margin];
    const [top, bottom] = [room.top + margin, room.bottom - margin];
    const dx = x < left ? left - x : x > right ? right - x : 0;
    const dy = y < top ? top - y : y > bottom ? bottom - y : 0;
    if (!dx && !dy) return;
    const [lon, lat] = projectionOf(figure).invert([size.width / 2 - dx, size.height / 2 - dy]);
    await look({ scale: view.scale, center: { lon, lat } });
  }

  measure();
  await learnFrame();
  view = firstView();
  await drawBase();
  redrawAll();
  started = true;
  const watchPanels = new ResizeObserver(panelsChanged);
  for (const panel of panels) watchPanels.observe(panel);
  let resizeTimer = null;
  new ResizeObserver(() => {
    clearTimeout(resizeTimer);
    resizeTimer = setTimeout(resize, RESIZE_MS);
  }).observe(stage);

  return {
    render,
    drawDots,
    arrangeNames,
    reveal,
    scene: () => scenes[0],
    scenes: () => scenes,
    project,
    zoom: (factor) => gestures.zoom(factor, size.width / 2, size.height / 2),
    /** The whole map in the colours that `ink` holds now. Plotly draws what it is given at once; nobody waits. */
    retint() {
      hatch = null;
      drawBase();
      redrawAll();
    },
    reset() {
      userMoved = false;
      return glide(firstView);
    },
    /** Part of the map that a story step asks for: a preset, or what it points at. */
    frame(camera) {
      const points = camera === "fit" ? selectionPoints(index, store.get()) : cameras.get(camera);
      userMoved = true;
      return glide(() => (points ? fitted(points) : firstView()));
    },
    /** Fulfilled when the camera stands. */
    rested: () => resting,
    /** What a picture of the map is made of. */
    layers: () => [border, yearly, moving],
    size: () => size,
    /** Show a box of the globe, by points [lon, lat]. */
    show(points) {
      userMoved = true;
      return glide(() => fitted(points));
    },
    /** Where two compared years meet, as a share of the width. */
    setDivider(share) {
      divider = share;
      render();
    },
    /** Marks that the keyboard can stand on, most people first. */
    marks: () => marksOf(scenes[0], size),
    /** Put the keyboard's ring on a mark, or take it away. */
    focus(mark) {
      focused = mark;
      render();
    },
  };
}

function hatchPattern(ctx, color) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  pen.strokeStyle = color;
  pen.beginPath();
  for (const d of [-8, 0, 8]) {
    pen.moveTo(d, 8);
    pen.lineTo(d + 8, 0);
  }
  pen.stroke();
  return ctx.createPattern(tile, "repeat");
}
