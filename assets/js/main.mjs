// The atlas in the browser: fetch the bundle once, build the views, and let them follow the one state.

import { buildIndex } from "./atlas_index.mjs";
import { createAbout } from "./about_view.mjs";
import { createAddress } from "./address.mjs";
import { createCameras } from "./camera_view.mjs";
import { createCard } from "./card_view.mjs";
import { createChips } from "./chips_view.mjs";
import { startClock } from "./clock.mjs";
import { createCompare } from "./compare_view.mjs";
import { baseImage, composePicture, composeSvg } from "./compose.mjs";
import { recordFilm } from "./film.mjs";
import { formatDecimal, formatNumber } from "./figures.mjs";
import { createFilters } from "./filter_view.mjs";
import { NO_FILTERS } from "./filters.mjs";
import { createHelp, isLetter } from "./help_view.mjs";
import { dressFamilies, readInk, wear } from "./ink.mjs";
import { watchKeyboard } from "./keyboard.mjs";
import { dressKiosk, kioskRoom } from "./kiosk_layout.mjs";
import { createLegend } from "./legend_view.mjs";
import { createMap } from "./map_view.mjs";
import { watchMarks } from "./marks_keys.mjs";
import { watchPrinting } from "./print_view.mjs";
import { keepOffline } from "./offline.mjs";
import { aboutAtlas } from "./package_words.mjs";
import { watchPresenter } from "./presenter.mjs";
import { projectionOf } from "./projection.mjs";
import { readQuery } from "./query.mjs";
import { inQuiet } from "./quiet.mjs";
import { eventsNow, totalNow, unlocatedNow } from "./selectors.mjs";
import { PICTURES, SPEEDS, createStore, filmOf, goTo, initialState, select, setSpan } from "./state.mjs";
import { createSearch } from "./search_view.mjs";
import { summarise } from "./summary.mjs";
import { createShare } from "./share_view.mjs";
import { createSheet } from "./sheet_view.mjs";
import { createStories } from "./stories_view.mjs";
import { createStory } from "./story_view.mjs";
import { createRecords } from "./records_view.mjs";
import { createTable } from "./table_view.mjs";
import { createTakeAway } from "./take_away_box.mjs";
import { createTimeSheet } from "./time_sheet.mjs";
import { createTimeline } from "./timeline_view.mjs";
import { createTip } from "./tip_view.mjs";
import { unpack } from "./unpack.mjs";
import { createWindow } from "./window_view.mjs";
import { sayTotal, sayWindow } from "./window_words.mjs";
import { createWords, n, translatePage } from "./words.mjs";

const SETTLE_MS = 140;
const LESS_MOTION = "(prefers-reduced-motion: reduce)";
// What changes the picture, and what changes the chart.
const SIGHT = [
  "year", "span", "compare", "cat", "nat", "from", "to", "between", "status", "counted", "lang", "place", "move",
  "person", "event", "lives", "shading", "moves", "places", "mode", "screen",
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
  const index = buildIndex(unpack(await response.json()));
  const { years } = index.meta;
  // Before the address is written anew.
  const asked = new URLSearchParams(window.location.search);
  const begin = initialState(index.meta, navigator.languages, matchMedia(LESS_MOTION).matches);
  const store = createStore({ ...begin, ...readQuery(window.location.search, index) });
  const t = createWords(index.texts, () => store.get().lang);
  if (store.get().mode === "kiosk") dressKiosk(root);
  wear(store.get().theme);
  dressFamilies(index.meta.families);
  const ink = readInk(root, index.meta.families);
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

  /** What the search has found: a record is read, a people is filtered for, sources are listed. */
  function found(kind, id, year) {
    const lists = { archive: card.listArchive, source: card.listSource };
    if (lists[kind]) {
      store.set(select(null, null));
      lists[kind](id);
    } else if (kind === "nat") {
      const { year: now } = store.get();
      store.set({ ...NO_FILTERS, ...select(null, null), ...setSpan({ year: now }, ...years, years), nat: [id] });
      byId("map-stage").focus({ preventScroll: true });
    } else read(kind, id, { year, playing: false });
  }

  let kiosk = null;

  speak(root, t, begin.lang);
  await document.fonts.ready;
  const timeline = createTimeline({ root: byId("timeline-chart"), index, store, t });
  const filters = createFilters({ root: byId("filter-list"), index, store, t, ink });
  const legend = createLegend({ root: byId("legend"), index, store, t, ink, choose });
  const shown = createWindow({ root: byId("window"), index, store, t });
  const card = createCard({ root: byId("detail"), index, store, t, choose, close, report: (record) => about.open(record) });
  const tip = createTip({ root: byId("map-tip"), stage: byId("map-stage"), say: card.name });
  card.draw();
  foldPanels();
  // The layout of the mode comes before the map that fills it.
  root.dataset.mode = store.get().mode;
  const map = await createMap({
    stage: byId("map-stage"),
    figure,
    index,
    store,
    t,
    ink,
    Plotly: window.Plotly,
    free: freeRectangle,
    panels: [...["filters", "legend", "detail", "unlocated-open", "views"].map(byId), ...document.querySelectorAll(".zoom, .story-title")],
    hover: tip,
    // Closer or farther, a very large package is added up otherwise.
    levelled() {
      mark(store.get());
      legend.draw(map.scene());
      settled();
    },
    choose(found) {
      if (kiosk) kiosk.tap(found);
      else if (!found.length) store.set(select(null, null));
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
    open: found,
  });
  const chips = createChips({ root: byId("chips"), index, store, t, scene: map.scene });
  const compare = createCompare({ root: byId("compare"), stage: byId("map-stage"), index, store, t, map });
  const cameras = createCameras({ root: byId("views"), index, store, t, map });
  watchMarks({ stage: byId("map-stage"), map, say: card.name, choose: read, live: byId("live") });
  byId("events-open").addEventListener("click", card.listEvents);
  byId("unlocated-open").addEventListener("click", card.listUnlocated);
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
    openRecords() {
      table.toggle(false);
      records.toggle(true);
    },
  });
  const records = createRecords({ root: byId("records"), index, store, t, read });

  const story = createStory({ root: byId("story"), index, store, t, map });
  const pictures = createPictures({ figure, map, store, t, ink });
  const sheet = createSheet({ root: byId("sheet"), index, store, t, picture: () => pictures.canvas(1.5) });
  const stories = createStories({ root: byId("stories"), index, store, t, print: sheet.open });
  // Beside the bundle's folder, on a server and in the static edition alike.
  const dataUrl = new URL("../data/", new URL(url, document.baseURI)).href;
  const share = createShare({
    takeAway: createTakeAway({ index, store, t, scene: map.scene, dataUrl }),
    root: byId("share-dialog"),
    index,
    store,
    t,
    picture: () => pictures.canvas(2),
    svg: pictures.svg,
    film: ({ progress, signal }) => pictures.film({ years, progress, signal }),
    qrUrl: (search) => (root.dataset.qr ? `${root.dataset.qr}?view=${encodeURIComponent(search)}` : null),
  });
  byId("stories-open").hidden = !index.stories.size;
  const about = createAbout({ root: byId("about"), opener: byId("about-open"), index, store, t, bundle: url, name: card.name });
  byId("stories-open").addEventListener("click", stories.open);
  const others = createOthers({ index, store, t, ink, choose: read });
  byId("share").addEventListener("click", share.open);
  const { notesUrl } = byId("black").dataset;
  const presenter = watchPresenter({ index, store, t, story, notesUrl, black: byId("black") });
  byId("notes-open").addEventListener("click", presenter.openNotes);
  const address = createAddress({ store, index, begin });

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
    story.draw();
    table.draw();
    records.draw();
    others.draw();
    timeline.describe();
    if (!state.playing) {
      announce(state);
      address();
      window.dash_clientside?.set_props?.("view", { data: publicState(state) });
    }
  }

  function announce(state) {
    byId("year-summary").textContent = sayTotal(totalNow(index, state), state.lang, t);
    const said = summarise(index, map.scenes(), t);
    if (byId("summary").textContent !== said) byId("summary").textContent = said;
    const nowhere = unlocatedNow(index, state).length;
    byId("unlocated-open").hidden = !nowhere;
    byId("unlocated-open").textContent = t("Not on the map: {n}").replace("{n}", formatNumber(nowhere, state.lang));
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
      story: state.story ?? "",
      step: state.step ?? "",
      level: index.levels?.name() ?? "",
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

  /** Page, map and legend in the inks of a theme, at once. */
  function tint(theme) {
    wear(theme);
    readInk(root, index.meta.families, ink);
    map.retint();
    legend.draw(map.scene());
  }

  store.subscribe((state, previous) => {
    if (state.lang !== previous.lang) {
      speak(root, t, state.lang);
      map.arrangeNames();
      timeline.draw();
    }
    const differs = (key) => state[key] !== previous[key];
    if (differs("theme")) tint(state.theme);
    // With a span, playing shows one year at a time and pausing the span again.
    const sight = SIGHT.some(differs) || (state.span && differs("playing"));
    if (sight) map.render();
    if (differs("year") || differs("compare")) timeline.moveCursor();
    if (differs("span")) timeline.drawSpan();
    if (CHART.some(differs)) timeline.draw();
    if (differs("playing")) map.drawDots(0);
    mark(state);
    if (sight) legend.draw(map.scene());
    // A tap and a step of a story want their text at once; a moving year may wait.
    if (!differs("year") || differs("step")) settled();
    else settle();
    const point = !["story", "kiosk"].includes(state.mode) && differs("place") && index.places.get(state.place);
    if (point && point.lon !== undefined) map.reveal([point.lon, point.lat]);
  });

  startClock(store, years, (seconds) => {
    if (!store.get().still) map.drawDots(seconds);
  });
  const help = createHelp({
    dialog: byId("help"), opener: byId("help-open"), table, records, search: byId("search"), pictures: others.open,
  });
  watchKeyboard(store, years, ({ key }) => help.lettersOn() || !isLetter(key));
  watchPrinting({ root, stage: byId("map-stage"), store, tint });
  createTimeSheet({ button: byId("time-more"), timeline: byId("timeline") });
  connectControls({ store, years, map, root, table });
  if (store.get().mode === "kiosk") kiosk = (await import("./kiosk_view.mjs")).startKiosk({ root, host: byId("kiosk"), index, store, t, map });
  if (store.get().mode === "embed") (await import("./embed_view.mjs")).startEmbed({ host: byId("embed"), index, store, t, map });
  mark(store.get());
  legend.draw(map.scene());
  settled();
  await map.rested();
  root.dataset.ready = "true";
  // A kiosk and a frame have no such window.
  if (asked.has("about") && ["explore", "story"].includes(store.get().mode)) about.open();
  fetchOtherLetters();
  keepOffline(url);
  return "ready";
}

/** The view as picture, SVG and film. */
function createPictures({ figure, map, store, t, ink }) {
  const words = () => ({
    title: aboutAtlas(t, "subtitle"),
    legend: [
      t("Ribbon: movement, dots are people; dashed: number not recorded; ring: place without a figure."),
      byId("legend").querySelector("li span")?.textContent ?? "",
    ].join(" "),
    source: aboutAtlas(t, "source"),
  });
  const parts = async () => ({
    base: await baseImage(figure, window.Plotly, map.size()),
    layers: map.layers(),
    size: map.size(),
    state: store.get(),
    words: words(),
    ink,
  });
  return {
    /** The view once the camera has come to rest. */
    async canvas(ratio) {
      await map.rested();
      return composePicture(await parts(), ratio);
    },
    svg: async () => composeSvg(figure, window.Plotly, await parts()),
    film: async (how) => recordFilm({ store, title: aboutAtlas(t, "name"), ...(await parts()), ...how }),
  };
}

/** Other pictures of the same state; their code is fetched when the first of them is wanted. */
function createOthers({ index, store, t, ink, choose }) {
  let made = null;
  const open = () => {
    if (store.get().mode === "explore") store.set({ picture: PICTURES[0], playing: false });
  };
  byId("pictures-open").addEventListener("click", open);

  async function make() {
    const { createPictures: create } = await import("./pictures/panel.mjs");
    return create({
      root: byId("pictures"),
      index,
      store,
      t,
      ink,
      Plotly: window.Plotly,
      choose(kind, id, year) {
        // At once: what lies under an open dialog cannot take the focus.
        byId("pictures").close();
        store.set({ picture: null });
        choose(kind, id, { playing: false, ...(year === undefined ? {} : goTo(store.get(), year, index.meta.years)) });
      },
    });
  }
  return {
    open,
    async draw() {
      if (!store.get().picture && !made) return;
      made ??= make();
      await (await made).draw();
    },
  };
}

/** Put the words of a language on the page. */
function speak(root, t, lang) {
  document.documentElement.lang = lang;
  document.title = [aboutAtlas(t, "name"), aboutAtlas(t, "subtitle")].join(": ");
  translatePage(root, t);
}

/** The other scripts' letters, once there is time: a switch of language needs no network. */
function fetchOtherLetters() {
  inQuiet(() => document.fonts.forEach((face) => face.load().catch(() => {})));
}

/** On a small screen the panels start as their titles: the map comes first. */
function foldPanels() {
  const { innerWidth: width, innerHeight: height } = window;
  byId("filters").open = width >= 1400 && height >= 800;
  byId("legend").open = width >= 900 && height >= 700;
}

/** Part of the map that no panel covers, in px of the stage. */
function freeRectangle() {
  const { mode, screen } = byId("atlas").dataset;
  if (mode === "kiosk") return kioskRoom({ width: window.innerWidth, height: window.innerHeight }, screen);
  const stage = byId("map-stage").getBoundingClientRect();
  const room = { left: 16, top: 16, right: stage.width - 16, bottom: stage.height - 16 };
  if (mode === "story") {
    // Its title lies over the map's upper edge, the buttons over the lower one.
    const [title, buttons] = [byId("story-title"), byId("zoom-in")].map((element) => element.getBoundingClientRect());
    if (title.height) room.top = title.bottom - stage.top + 8;
    if (buttons.height) room.bottom = buttons.top - stage.top - 8;
  }
  if (stage.width < 900) return room;
  const [filters, detail] = ["filters", "detail"].map((id) => byId(id).getBoundingClientRect());
  // A panel that the mode does not show has no size.
  if (byId("filters").open && filters.width) room.left = filters.right - stage.left + 8;
  if (detail.width) room.right = detail.left - stage.left - 16;
  return room;
}

/** State for Dash components that learn the year when it rests. */
function publicState({ year, span, lang, mode, cat, nat, place, move, person, event }) {
  return { year, span, lang, mode, cat, nat, place, move, person, event };
}

function connectControls({ store, years, map, root, table }) {
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
  root.addEventListener("contextmenu", (event) => {
    if (event.target.closest("#map-stage")) event.preventDefault();
  });
}

