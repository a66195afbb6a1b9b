// The kiosk on the screen: doors, lists, tellings, the film of a sleeping kiosk, and what wakes it. What is shown
// is in the one state (`screen`, `page` and what is selected); this module draws it and turns touches into patches.

import { attractMoves, attractPatch, sayMove } from "./attract.mjs";
import { shortCitation } from "./citation_view.mjs";
import { h } from "./dom.mjs";
import { sayFigure } from "./figures.mjs";
import { count } from "./kiosk_count.mjs";
import { guardKiosk } from "./kiosk_guard.mjs";
import { createHeal } from "./kiosk_heal.mjs";
import { asleep, nextIdle, nightlyDue, onlyWakes, secondsLeft } from "./kiosk_idle.mjs";
import { driftAt, dressKiosk, unit, wordsEnd } from "./kiosk_layout.mjs";
import { watchLever } from "./kiosk_lever.mjs";
import { lifeOfDay, lives, onPage, pageCount, places, stories } from "./kiosk_lists.mjs";
import { readOptions } from "./kiosk_options.mjs";
import { pagesOf } from "./kiosk_pages.mjs";
import { arrow, chooser, door, fit, progress, shape, telling } from "./kiosk_parts.mjs";
import { TOLD, cameraKey, openPatch, tellPatch, turnPatch, wakePatch } from "./kiosk_screens.mjs";
import { takeNewVersion } from "./offline.mjs";
import { aboutAtlas } from "./package_words.mjs";
import { eventsNow, totalNow } from "./selectors.mjs";
import { goTo, select } from "./state.mjs";
import { sayTotal, sayWindow } from "./window_words.mjs";
import { createWords, word } from "./words.mjs";

const TICK_MS = 1000;
const DRIFT_MS = 20_000;
const TITLES = {
  people: word("People"), places: word("Places"), years: word("Years"), stories: word("Stories"), life: word("One life"),
};
const LEADS = {
  people: word("Lives, station by station"),
  places: word("Who lived there, and how"),
  years: word("From {first} to {last}, as a film"),
  stories: word("Told on the map"),
  life: word("A life for today"),
};
const LISTS = { people: lives, places, stories };
const BEHIND = { people: "life", places: "place", stories: "story" };

// Degrees of land around a single place: enough to see where in the country it lies.
const AROUND = [8, 4.5];

/** Points that show a place in its country. */
const around = ({ lon, lat }) => [-1, 1].map((side) => [lon + side * AROUND[0], lat + side * AROUND[1]]);

/**
 * @param {{root: HTMLElement, host: HTMLElement, index, store, t, map}} parts
 * @returns {{tap: (hits) => void}}
 */
export function startKiosk({ root, host, index, store, t, map }) {
  const { languages, years } = index.meta;
  const options = readOptions(window.location.search, { languages, stories: [...index.stories.keys()] });
  const moves = attractMoves(index);
  const speaking = new Map(languages.map((lang) => [lang, createWords(index.texts, () => lang)]));
  const loaded = Date.now();
  let idle = asleep(loaded, options.loop);
  let turn = 0;
  let framed = "";
  let drifted = 0;
  let drawn = {};

  const part = (name) => h(`div.kiosk-${name}`);
  const [title, words, choice, steps, ask, sorry] = ["title", "words", "choice", "steps", "ask", "sorry"].map(part);
  const hint = h("p.kiosk-hint");
  const again = h("button.kiosk-again", { type: "button", onclick: () => store.set(openPatch("home")) }, shape("again"), h("span"));
  const back = arrow("kiosk-back", "back", "", () => safely(() => turnTo(-1)));
  const next = arrow("kiosk-next", "forward", "", () => safely(() => turnTo(1)));
  const dots = part("progress");
  steps.append(back, next);
  ask.hidden = sorry.hidden = true;
  ask.setAttribute("role", "alertdialog");
  ask.setAttribute("aria-labelledby", "kiosk-asked");
  host.append(h("div.kiosk-speech", {}, title, words), choice, steps, again, dots, hint, ask, sorry);
  host.hidden = false;

  const heal = createHeal({
    storage: window.localStorage,
    session: window.sessionStorage,
    apologise(on) {
      sorry.textContent = t("Sorry. This is being put right.");
      sorry.hidden = !on;
    },
  });
  const safely = (act) => heal.guard(act, () => {
    drawn = {};
    store.set(openPatch("home"));
  });
  const others = () => options.langs.filter((lang) => lang !== store.get().lang);
  const inOthers = (message) => others().map((lang) => speaking.get(lang)(message));

  // --- what touches do
  function tell(screen, id) {
    const patch = tellPatch(index, store.get(), screen, id, t);
    if (!patch) return;
    if (options.count) count(window.localStorage, { kind: screen, id, lang: store.get().lang }, Date.now());
    store.set(patch);
  }

  function openDoor(name) {
    const life = name === "life" ? lifeOfDay(index, Date.now()) : null;
    if (life) tell("life", life);
    else if (name === "stories" && options.story) tell("story", options.story);
    else if (name === "years") store.set({ ...openPatch("years"), year: years[0], playing: true });
    else store.set(openPatch(name === "life" ? "people" : name));
  }

  function turnTo(by) {
    const state = store.get();
    if (TOLD[state.screen]) store.set(turnPatch(pagesOf(index, state, t), state.page, by) ?? {});
    else store.set({ page: Math.min(listPages(state) - 1, Math.max(0, state.page + by)) });
  }

  function tap([hit]) {
    const state = store.get();
    if (state.screen !== "years" && !TOLD[state.screen]) return;
    if (hit?.kind === "place") tell("place", hit.id);
    else if (state.screen === "years") store.set(hit ? select(hit.kind, hit.id) : select(null, null));
  }

  // --- drawing
  const entries = (state) => LISTS[state.screen](index, state.lang, state.year);
  const listPages = (state) => (LISTS[state.screen] ? pageCount(entries(state)) : 1);

  /** Build a part again only when what it shows has changed. */
  function fill(element, key, build) {
    const name = element.className;
    if (drawn[name] === key) return;
    drawn[name] = key;
    element.replaceChildren(...build().filter(Boolean));
  }

  function draw(state) {
    root.dataset.screen = state.screen;
    const pages = pagesOf(index, state, t);
    const page = pages[Math.min(state.page, pages.length - 1)];
    if (TOLD[state.screen] && !page) {
      store.set(openPatch("home"));
      return;
    }
    const { screen, lang, move } = state;
    const atDoors = ["attract", "home"].includes(screen);
    const place = [screen, lang, state.page, state.story, state.person, state.place].join("|");
    fill(title, atDoors ? `brand|${lang}` : `${place}|${page?.title}`, () => (atDoors ? brand() : titles(state, page)));
    fill(words, screen === "years" || atDoors ? `${place}|${move}|${sayWindow(state)}` : place, () => wordsOf(state, page));
    if (TOLD[screen]) fit(words, wordsEnd({ width: window.innerWidth, height: window.innerHeight }));
    else words.dataset.fit = "";
    fill(choice, LISTS[screen] || atDoors ? place : "", () => (LISTS[screen] || atDoors ? choices(state) : []));
    hint.textContent = screen === "attract" ? [t("Touch the screen"), ...inOthers("Touch the screen")].join(" \u00b7 ") : "";
    again.lastChild.textContent = t("Start again");
    again.hidden = atDoors;
    const count = TOLD[screen] ? pages.length : listPages(state);
    steps.hidden = count < 2;
    back.setAttribute("aria-label", t("Back"));
    next.setAttribute("aria-label", t("Next"));
    back.disabled = state.page === 0;
    next.disabled = state.page >= count - 1;
    const groups = TOLD[screen] ? [...new Set(pages.map(({ group }) => group))] : count > 1 ? Array.from({ length: count }, (_, i) => i) : [];
    const now = TOLD[screen] ? groups.indexOf(page.group) : state.page;
    fill(dots, [groups.join(), now, screen].join("|"), () => (groups.length > 1 ? [progress(groups, now)] : []));
    frame(state, page);
  }

  /** A package may have no lives and no stories; a door to nothing is not offered. */
  const hasSomething = (name) =>
    name === "stories" ? index.stories.size > 0 : !["people", "life"].includes(name) || lives(index, index.meta.languages[0]).length > 0;

  const leadOf = (name) => t(LEADS[name]).replace("{first}", years[0]).replace("{last}", years[1]);

  function brand() {
    const short = (speak) => aboutAtlas(speak, "short") ?? aboutAtlas(speak, "subtitle");
    const said = [short(t), ...others().map((lang) => short(speaking.get(lang)))];
    return [
      h("h1", { text: aboutAtlas(t, "name") }),
      ...said.map((text) => h("p.kiosk-subtitle", { text })),
      h("p.kiosk-when", { text: years.join(" \u2013 ") }),
    ];
  }

  function titles(state, page) {
    if (LISTS[state.screen]) {
      return [h("h1", { text: t(TITLES[state.screen]) }), h("p.kiosk-subtitle", { text: leadOf(state.screen) })];
    }
    if (!page) return [h("h1", { text: t("Years") })];
    return [h("h1", { text: page.title }), page.when ? h("p.kiosk-when", { text: page.when }) : null];
  }

  function wordsOf(state, page) {
    if (state.screen === "years") return yearWords(state);
    if (page) return telling({ ...page, cited: cite(page.records) });
    const move = index.movements.get(state.move);
    if (!move || LISTS[state.screen]) return [];
    const said = [state.lang, ...others()].map((lang) => sayMove(move, index, lang, speaking.get(lang)));
    return [
      h("div", { class: `kiosk-movement edge-${index.families.get(move.category)}` },
        h("h2", { text: said[0].title }),
        said.map(({ sentence }) => h("p", { text: sentence })),
        h("p.kiosk-cited", {}, shape("page"), h("span", { text: cite([move.id]) }))),
    ];
  }

  function yearWords(state) {
    const move = index.movements.get(state.move);
    if (move) {
      const heading = move.label[state.lang] ?? move.label.en;
      return telling({ heading, text: sayFigure(move, state.lang, t), cited: cite([move.id]) });
    }
    const events = eventsNow(index, state).slice(0, 2).map((event) => event.title[state.lang] ?? event.title.en);
    const label = sayTotal(totalNow(index, state), state.lang, t);
    return [...telling({ figure: sayWindow(state), label }), ...events.map((text) => h("p.kiosk-text.kiosk-event", { text }))];
  }

  function cite(records) {
    const [first] = records.flatMap((id) => index.citations[id] ?? []);
    return first ? shortCitation(first, t) : "";
  }

  function choices(state) {
    if (LISTS[state.screen]) {
      return [chooser(onPage(entries(state), state.page), (id) => safely(() => tell(BEHIND[state.screen], id)))];
    }
    const chosen = state.screen === "home";
    return [h("div.kiosk-doors", {}, Object.keys(TITLES).filter(hasSomething).map((name) => door({
      name, title: t(TITLES[name]), others: chosen ? [] : inOthers(TITLES[name]), lead: chosen ? leadOf(name) : "",
      open: () => safely(() => openDoor(name)),
    })))];
  }

  function frame(state, page) {
    const key = cameraKey(state, page);
    if (key === framed) return;
    framed = key;
    const place = state.screen === "place" && index.places.get(state.place);
    if (place && place.lon !== undefined) map.show(around(place));
    else if (page) map.frame(page.camera);
    else map.reset();
  }

  // --- rest
  function sleep() {
    ask.hidden = true;
    // Whatever a visitor did to the map is undone for the next one.
    framed = "";
    drawn = {};
    store.set({ ...openPatch(options.loop ? "attract" : "home"), lang: options.lang });
    if (options.loop) showNextMove();
  }

  function showNextMove() {
    if (!moves.length || store.get().screen !== "attract") return;
    store.set({ ...attractPatch(moves[turn % moves.length], years), page: 0 });
    turn += 1;
  }

  function touched() {
    const before = idle;
    idle = nextIdle(idle, { kind: "touch", now: Date.now() }, options);
    if (before.phase === "ask") ask.hidden = true;
    if (before.phase === "loop") store.set(wakePatch(options.start));
  }

  function askAgain(now) {
    const left = String(secondsLeft(idle, now));
    fill(ask, `${left}|${store.get().lang}`, () => [
      h("h2", { id: "kiosk-asked", text: t("Still here?") }),
      ...inOthers("Still here?").map((text) => h("p", { text })),
      h("b", { text: left }),
      h("button.kiosk-stay", { type: "button", text: t("Yes, go on") }),
    ]);
    ask.hidden = false;
  }

  function tick() {
    const now = Date.now();
    const state = store.get();
    const before = idle.phase;
    idle = nextIdle(idle, { kind: "tick", now, film: state.screen === "years" && state.playing }, options);
    if (idle.phase === "ask") askAgain(now);
    else if (idle.phase !== before) sleep();
    else if (idle.phase !== "active" && nightlyDue(loaded, now, options.reload)) window.location.reload();
    // Either way: the computer's clock may be put back.
    if (Math.abs(now - drifted) < DRIFT_MS) return;
    drift(now);
    // A new version comes while nobody is there, never under a visitor's finger.
    if (idle.phase === "loop" || idle.phase === "rest") takeNewVersion().catch(() => {});
  }

  function drift(now) {
    drifted = now;
    const { x, y } = driftAt(now);
    const scale = unit({ width: window.innerWidth, height: window.innerHeight });
    root.style.setProperty("--drift-x", `${Math.round(x * scale)}px`);
    root.style.setProperty("--drift-y", `${Math.round(y * scale)}px`);
  }

  guardKiosk({ asleep: () => onlyWakes(idle), touched });
  for (const button of document.getElementById("lang").children) {
    button.hidden = !options.langs.includes(button.dataset.lang) || options.langs.length < 2;
    button.addEventListener("click", () => {
      if (options.count) count(window.localStorage, { kind: "lang", id: button.dataset.lang, lang: button.dataset.lang }, Date.now());
    });
  }
  if (options.lever) {
    watchLever({
      years,
      moved(year) {
        const woken = onlyWakes(idle) || store.get().screen !== "years";
        touched();
        store.set({ ...(woken ? openPatch("years") : {}), ...goTo(store.get(), year, years) });
      },
    });
  }
  window.addEventListener("resize", () => dressKiosk(root));
  store.subscribe((state, previous) => {
    safely(() => draw(state));
    // The film's movement has had its time: the next one, once all have heard of this one's end.
    if (state.screen === "attract" && previous.playing && !state.playing) queueMicrotask(showNextMove);
  });
  drift(loaded);
  sleep();
  setInterval(tick, TICK_MS);
  return { tap: (hits) => safely(() => tap(hits)) };
}
