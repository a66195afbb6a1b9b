// The atlas in the browser: fetch the bundle once, build the views, and let them follow the one state.

import { buildIndex } from "./atlas_index.mjs";
import { createCameras } from "./camera_view.mjs";
import { createCard } from "./card_view.mjs";
import { createChips } from "./chips_view.mjs";
import { startClock } from "./clock.mjs";
import { createCompare } from "./compare_view.mjs";
import { formatDecimal, formatNumber } from "./figures.mjs";
import { createFilters } from "./filter_view.mjs";
import { createHelp, isLetter } from "./help_view.mjs";
import { readInk, wear } from "./ink.mjs";
import { watchKeyboard } from "./keyboard.mjs";
import { createLegend } from "./legend_view.mjs";
import { createMap } from "./map_view.mjs";
import { watchMarks } from "./marks_keys.mjs";
import { watchPrinting } from "./print_view.mjs";
import { projectionOf } from "./projection.mjs";
import { readQuery, writeQuery } from "./query.mjs";
import { eventsNow, totalNow } from "./selectors.mjs";
import { SPEEDS, createStore, filmOf, goTo, initialState, select } from "./state.mjs";
import { createSearch } from "./search_view.mjs";
import { summarise } from "./summary.mjs";
import { createTable } from "./table_view.mjs";
import { createTimeSheet } from "./time_sheet.mjs";
import { createTimeline } from "./timeline_view.mjs";
import { createTip } from "./tip_view.mjs";
import { createWindow } from "./window_view.mjs";
import { sayTotal, sayWindow } from "./window_words.mjs";
import { createWords, n, translatePage } from "./words.mjs";

const SETTLE_MS = 140;
const LESS_MOTION = "(prefers-reduced-motion: reduce)";
// What changes the picture, and what changes the chart.
const SIGHT = [
  "year", "span", "compare", "cat", "nat", "from", "to", "between", "status", "counted", "lang", "place", "move",
  "person", "event", "lives", "shading",
];
const CHART = ["cat", "nat", "from", "to", "between", "counted"];
const byId = (id) => document.getElementById(id);

/**
 * Wait until Dash has put the map figure on the page and has drawn it, empty, for its one time. Drawing
 * into it earlier would be undone by Dash's own drawing.
 */
async function figureReady() {
  const find = () => {
    const figure = document.querySelector("#map .js-plotly-plot");
    if (!projectionOf(figure) || figure.classList.contains("dash-graph--pending")) return null;
    // Dash would answer every relayout by drawing its own, empty figure over ours.
    figure.removeAllListeners();
    return figure;
  };
  return new Promise((resolve) => {
    const look = () => {
      const figure = find();
      if (figure) resolve(figure);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * Start the atlas.
 * @param {string} url address of the bundle
 * @returns {Promise<string>} "ready"
 */
export async function start(url) {
  const root = byId("atlas");
  const [response, figure] = await Promise.all([fetch(url), figureReady()]);
  if (!response.ok) throw new Error(`the atlas answered ${response.status}`);
  const index = buildIndex(await response.json());
  const { years } = index.meta;
  const begin = initialState(index.meta, navigator.languages, matchMedia(LESS_MOTION).matches);
  const store = createStore({ ...begin, ...readQuery(window.location.search, index) });
  const t = createWords(index.texts, () => store.get().lang);
  wear(store.get().theme);
  const ink = readInk(root);
  const choose = (kind, id) => store.set(select(kind, id));
  // By keyboard the card is where one goes on reading.
  const read = (kind, id, patch = {}) => {
    store.set({ ...patch, ...select(kind, id) });
    byId("detail").focus({ preventScroll: true });
  };
  const close = () => {
    card.draw();
    const inside = byId("detail").contains(document.activeElement);
    if (byId("detail").dataset.record === "choice") byId("detail").hidden = true;
    store.set(select(null, null));
    if (inside) byId("map-stage").focus({ preventScroll: true });
  };

  speak(root, t, begin.lang);
  await document.fonts.ready;
  const timeline = createTimeline({ root: byId("timeline-chart"), index, store, t });
  const filters = createFilters({ root: byId("filter-list"), index, store, t, ink });
  const legend = createLegend({ root: byId("legend"), index, store, t, ink, choose });
  const shown = createWindow({ root: byId("window"), index, store, t });
  const card = createCard({ root: byId("detail"), index, store, t, choose, close });
  const tip = createTip({ root: byId("map-tip"), stage: byId("map-stage"), say: card.name });
  card.draw();
  foldPanels();
  const map = await createMap({
    stage: byId("map-stage"),
    figure,
    index,
    store,
    t,
    ink,
    Plotly: window.Plotly,
    free: freeRectangle,
    hover: tip,
    choose(found) {
      if (!found.length) store.set(select(null, null));
      else if (found.length === 1) choose(found[0].kind, found[0].id);
      else card.offer(found.slice(0, 8));
    },
  });

  createSearch({
    root: byId("search-area"),
    list: byId("search-results"),
    index,
    store,
    t,
    name: card.name,
    open: (kind, id, year) => read(kind, id, { year, playing: false }),
  });
  const chips = createChips({ root: byId("chips"), index, store, t, scene: map.scene });
  const compare = createCompare({ root: byId("compare"), stage: byId("map-stage"), index, store, t, map });
  const cameras = createCameras({ root: byId("views"), index, store, t, map });
  watchMarks({ stage: byId("map-stage"), map, say: card.name, choose: read, live: byId("live") });
  byId("events-open").addEventListener("click", card.listEvents);
  const table = createTable({
    root: byId("table"),
    index,
    store,
    t,
    choose(kind, id) {
      table.toggle(false);
      read(kind, id);
    },
    scene: map.scene,
    summary: () => summarise(index, map.scenes(), t),
    close: () => table.toggle(false),
  });

  // What may wait until the year rests: text, lists, address.
  let settleTimer = null;
  function settle() {
    clearTimeout(settleTimer);
    settleTimer = setTimeout(settled, SETTLE_MS);
  }
  function settled() {
    const state = store.get();
    filters.draw();
    chips.draw();
    compare.draw();
    cameras.draw();
    card.draw();
    table.draw();
    timeline.describe();
    if (!state.playing) {
      announce(state);
      window.history.replaceState(null, "", writeQuery(state, begin));
      window.dash_clientside?.set_props?.("view", { data: publicState(state) });
    }
  }

  function announce(state) {
    byId("year-summary").textContent = sayTotal(totalNow(index, state), state.lang, t);
    const said = summarise(index, map.scenes(), t);
    if (byId("summary").textContent !== said) byId("summary").textContent = said;
    const events = eventsNow(index, state).length;
    byId("events-open").hidden = !events;
    byId("events-open").textContent = n(t, "{n} event", "{n} events", events).replace("{n}", formatNumber(events, state.lang));
  }

  function mark(state) {
    Object.assign(root.dataset, {
      year: state.year,
      playing: String(state.playing),
      mode: state.mode,
      lang: state.lang,
      place: state.place ?? "",
      span: state.span ? state.span.join("-") : "",
      story: "",
      step: "",
    });
    byId("year-figure").textContent = sayWindow(state);
    byId("year-figure").classList.toggle("is-span", Boolean(state.span && !state.playing));
    byId("speed").querySelector("span").textContent = t("{n} s / year").replace(
      "{n}",
      formatDecimal(1 / state.speed, state.lang),
    );
    byId("play").setAttribute("aria-label", state.playing ? t("Pause") : t("Play"));
    shown.draw();
    byId("year-back").disabled = state.year === years[0];
    byId("year-forward").disabled = state.year === years[1];
    for (const button of byId("lang").children) {
      button.setAttribute("aria-pressed", String(button.dataset.lang === state.lang));
    }
  }

  store.subscribe((state, previous) => {
    if (state.lang !== previous.lang) {
      speak(root, t, state.lang);
      map.drawNames();
      timeline.draw();
    }
    const differs = (key) => state[key] !== previous[key];
    if (differs("theme")) {
      wear(state.theme);
      readInk(root, ink);
      map.retint();
    }
    // With a span, playing shows one year at a time and pausing the span again.
    const sight = SIGHT.some(differs) || (state.span && differs("playing"));
    if (sight) map.render();
    if (differs("year") || differs("compare")) timeline.moveCursor();
    if (differs("span")) timeline.drawSpan();
    if (CHART.some(differs)) timeline.draw();
    if (differs("playing")) map.drawDots(0);
    mark(state);
    if (sight || differs("theme")) legend.draw(map.scene());
    // A tap wants its card at once; a moving year may wait.
    if (!differs("year")) settled();
    else settle();
    const point = differs("place") && index.places.get(state.place);
    if (point && point.lon !== undefined) map.reveal([point.lon, point.lat]);
  });

  startClock(store, years, (seconds) => {
    if (!store.get().still) map.drawDots(seconds);
  });
  const help = createHelp({ dialog: byId("help"), opener: byId("help-open"), table, search: byId("search") });
  watchKeyboard(store, years, ({ key }) => help.lettersOn() || !isLetter(key));
  watchPrinting({ root, stage: byId("map-stage"), store });
  createTimeSheet({ button: byId("time-more"), timeline: byId("timeline") });
  connectControls({ store, years, map, root, table, t });
  window.addEventListener("popstate", () => {
    store.set({ ...begin, ...readQuery(window.location.search, index) });
  });

  mark(store.get());
  legend.draw(map.scene());
  settled();
  root.dataset.ready = "true";
  fetchOtherLetters();
  return "ready";
}

/** Put the words of a language on the page. */
function speak(root, t, lang) {
  document.documentElement.lang = lang;
  document.title = [t("Zholdar"), t("Europeans who came to the Soviet Union, 1917\u20131956")].join(": ");
  translatePage(root, t);
}

/** The other scripts' letters, once there is time: a switch of language needs no network. */
function fetchOtherLetters() {
  const later = window.requestIdleCallback ?? ((task) => setTimeout(task, 500));
  later(() => document.fonts.forEach((face) => face.load().catch(() => {})));
}

/** On a small screen the panels start as their titles: the map comes first. */
function foldPanels() {
  const { innerWidth: width, innerHeight: height } = window;
  byId("filters").open = width >= 1400 && height >= 800;
  byId("legend").open = width >= 900 && height >= 700;
}

/** Part of the map that no panel covers, in px of the stage. */
function freeRectangle() {
  const stage = byId("map-stage").getBoundingClientRect();
  const room = { left: 16, top: 16, right: stage.width - 16, bottom: stage.height - 16 };
  if (stage.width < 900) return room;
  const filters = byId("filters");
  const detail = byId("detail");
  if (filters.open) room.left = filters.getBoundingClientRect().right - stage.left + 8;
  if (!detail.hidden) room.right = detail.getBoundingClientRect().left - stage.left - 16;
  return room;
}

/** State for Dash components that learn the year when it rests. */
function publicState({ year, span, lang, mode, cat, nat, place, move, person, event }) {
  return { year, span, lang, mode, cat, nat, place, move, person, event };
}

function connectControls({ store, years, map, root, table, t }) {
  const on = (id, listener) => byId(id).addEventListener("click", listener);
  const step = (by) => () => store.set(goTo(store.get(), store.get().year + by, years));
  on("year-back", step(-1));
  on("year-forward", step(1));
  on("play", () => {
    const state = store.get();
    const [first, last] = filmOf(state, years);
    const again = !state.playing && (state.year === last || state.year < first);
    store.set({ playing: !state.playing, compare: null, ...(again ? { year: first } : {}) });
  });
  on("speed", () => {
    const { speed } = store.get();
    store.set({ speed: SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] });
  });
  on("zoom-in", () => map.zoom(1.6));
  on("zoom-out", () => map.zoom(1 / 1.6));
  on("zoom-reset", () => map.reset());
  on("table-open", () => table.toggle(byId("table").hidden));
  for (const button of byId("lang").children) {
    button.addEventListener("click", () => store.set({ lang: button.dataset.lang }));
  }
  on("share", async () => {
    const note = byId("share-note");
    try {
      await navigator.clipboard.writeText(window.location.href);
      note.textContent = t("Address copied");
    } catch {
      note.textContent = window.location.href;
    }
    setTimeout(() => {
      note.textContent = "";
    }, 4000);
  });
  root.addEventListener("contextmenu", (event) => {
    if (event.target.closest("#map-stage")) event.preventDefault();
  });
}

