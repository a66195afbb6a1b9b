import assert from "node:assert/strict";
import { test } from "node:test";

import { SHOWN_SECONDS, attractMoves, attractPatch, sayMove } from "../../assets/js/attract.mjs";
import { checks } from "../../assets/js/kiosk_checks.mjs";
import { count, counted, countsCsv, dayOf, pruned, readCounts } from "../../assets/js/kiosk_count.mjs";
import { keyAllowed } from "../../assets/js/kiosk_guard.mjs";
import { reloadDelay } from "../../assets/js/kiosk_heal.mjs";
import { asleep, nextIdle, nightlyDue, onlyWakes, secondsLeft } from "../../assets/js/kiosk_idle.mjs";
import { driftAt, kioskRoom, unit } from "../../assets/js/kiosk_layout.mjs";
import { hasMoved, yearOfAxis } from "../../assets/js/kiosk_lever.mjs";
import { PER_PAGE, lifeOfDay, lives, onPage, pageCount } from "../../assets/js/kiosk_lists.mjs";
import { note, readLog } from "../../assets/js/kiosk_log.mjs";
import { DEFAULTS, readOptions, writeOptions } from "../../assets/js/kiosk_options.mjs";
import { pagesOf } from "../../assets/js/kiosk_pages.mjs";
import { cameraKey, openPatch, tellPatch, turnPatch, wakePatch } from "../../assets/js/kiosk_screens.mjs";
import { isQuiet, quieten, withPlace } from "../../assets/js/kiosk_scene.mjs";
import { portions, sentencesOf } from "../../assets/js/sentences.mjs";
import { isFrozen, watch } from "../../assets/js/watchdog_worker.mjs";

const t = (id) => id;
const all = (text) => ({ en: text, kk: text, ru: text });
const place = (id, lon, lat, kind = "city") => ({ id, kind, lon, lat, name: all(id), names: [] });
const move = (id, origin, destination, year, extra = {}) => ({
  id, origin, destination, yearFrom: year, yearTo: year, count: 100, unit: "persons", qualifier: "exact", status: "happened",
  category: "evacuees", line: [[0, 0], [1, 1]], ...extra,
});

function atlas(moves = []) {
  const places = [place("vienna", 16, 48), place("kyzylorda", 65, 45), place("almaty", 77, 43), place("ussr", 60, 55, "country"), place("nowhere")];
  const people = [
    { id: "koch", name: all("Koch"), occupation: all("Worker"), summary: all("He came. He stayed."), born: 1900, stops: [
      { place: "vienna", yearFrom: 1920, yearTo: 1921, what: all("Born here.") },
      { place: "kyzylorda", yearFrom: 1926, yearTo: 1926, what: all("Arrived by train.") },
      { place: "almaty", what: all("Went on.") }, { place: "almaty", what: all("Stayed.") },
    ] },
    { id: "short", name: all("Abt"), occupation: all("Miner"), summary: all("Known by one line."), stops: [{ place: "vienna", what: all("Lived.") }] },
  ];
  const story = { id: "one", title: all("One"), steps: [
    { year: 1926, text: all("First sentence. Second sentence."), title: all("Step one"), figure: "12000", figureLabel: all("people"), camera: "fit", movements: ["a"], recordIds: ["a"] },
    { year: 1930, span: "1930-1932", text: all("Third."), title: all("Step two"), camera: "kazakhstan", recordIds: [] },
  ] };
  return {
    meta: { years: [1917, 1956], languages: ["en", "kk", "ru"], categories: [] },
    areas: new Set(["country", "region", "oblast"]),
    families: new Map([["evacuees", "evac"], ["deportees_special_settlers", "forced"]]),
    places: new Map(places.map((p) => [p.id, p])),
    people: new Map(people.map((p) => [p.id, p])),
    stories: new Map([["one", story]]),
    movements: new Map(moves.map((m) => [m.id, m])),
    childrenOf: new Map([["ussr", [places[1]]]]),
    populationsAt: new Map([["kyzylorda", [{ id: "p", place: "kyzylorda", yearFrom: 1927, yearTo: 1927, count: 90, unit: "persons", qualifier: "approx", label: all("colonists"), category: "evacuees" }]]]),
    populations: new Map(), movementsAt: new Map(), conflictsOf: new Map(), events: new Map(), citations: {},
    notesAt: new Map([["kyzylorda", [{ id: "n", topic: "housing", yearFrom: 1926, yearTo: 1926, text: all("They lived in tents.") }]]]),
  };
}

const base = { mode: "kiosk", lang: "en", year: 1931, page: 0, cat: [], nat: [], playing: false };

test("idle: active, then the question, then the film; a touch only wakes", () => {
  const options = { idle: 75, loop: true };
  let idle = nextIdle(asleep(0), { kind: "touch", now: 1000 }, options);
  assert.equal(idle.phase, "active");
  idle = nextIdle(idle, { kind: "tick", now: 75_999 }, options);
  assert.equal(idle.phase, "active");
  idle = nextIdle(idle, { kind: "tick", now: 76_000 }, options);
  assert.equal(idle.phase, "ask");
  assert.equal(secondsLeft(idle, 80_500), 16);
  assert.ok(onlyWakes(idle));
  assert.equal(nextIdle(idle, { kind: "touch", now: 80_000 }, options).phase, "active");
  assert.equal(nextIdle(idle, { kind: "tick", now: 95_999 }, options).phase, "ask");
  assert.equal(nextIdle(idle, { kind: "tick", now: 96_000 }, options).phase, "loop");
});

test("no question while a visitor's film plays, none in the loop; without the loop the doors wait", () => {
  const options = { idle: 30, loop: true };
  const active = { phase: "active", since: 0 };
  const film = nextIdle(active, { kind: "tick", now: 80_000, film: true }, options);
  assert.deepEqual(film, { phase: "active", since: 80_000 });
  assert.equal(nextIdle(asleep(0), { kind: "tick", now: 1e9 }, options).phase, "loop");
  const rest = nextIdle({ phase: "ask", since: 0 }, { kind: "tick", now: 20_000 }, { idle: 30, loop: false });
  assert.equal(rest.phase, "rest");
  assert.ok(!onlyWakes(rest));
});

test("the nightly start is due once the hour has come since loading", () => {
  const at = (day, hour, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();
  assert.ok(!nightlyDue(at(25, 9), at(25, 23), 4));
  assert.ok(nightlyDue(at(25, 9), at(26, 4, 1), 4));
  assert.ok(!nightlyDue(at(26, 4, 2), at(26, 5), 4));
  assert.ok(!nightlyDue(at(25, 9), at(29, 9), null));
});

test("settings: good ones are taken, bad ones ignored, and written they read the same", () => {
  const known = { languages: ["en", "kk", "ru"], stories: ["one"] };
  assert.deepEqual(readOptions("?mode=kiosk", known), { ...DEFAULTS, langs: ["en", "kk", "ru"], lang: "en" });
  assert.equal(readOptions("?idle=5", known).idle, 30);
  assert.equal(readOptions("?idle=9999", known).idle, 600);
  for (const bad of ["?idle=x", "?idle=-3", "?langs=de", "?start=nowhere", "?story=none", "?reload=24", "?lever=1"]) {
    assert.deepEqual(readOptions(bad, known), readOptions("", known), bad);
  }
  const query = "?mode=kiosk&idle=120&loop=off&langs=kk,ru&lang=ru&start=years&story=one&lever=on&count=on&reload=off";
  const options = readOptions(query, known);
  assert.deepEqual(options, { idle: 120, loop: false, langs: ["kk", "ru"], lang: "ru", start: "years", story: "one", lever: true, count: true, reload: null });
  assert.equal(writeOptions(options, known), query);
});

test("the film shows only counted movements that took place between two places on the map", () => {
  const index = atlas([
    move("late", "vienna", "almaty", 1941),
    move("good", "vienna", "kyzylorda", 1926),
    move("twin", "vienna", "kyzylorda", 1926, { count: 90 }),
    move("planned", "vienna", "almaty", 1930, { status: "planned" }),
    move("uncounted", "vienna", "almaty", 1931, { count: undefined }),
    move("disputed", "vienna", "almaty", 1932, { qualifier: "disputed" }),
    move("vague", "vienna", "ussr", 1933),
    move("unlocated", "vienna", "nowhere", 1934),
    move("few", "vienna", "almaty", 1935, { count: 2 }),
    move("near", "kyzylorda", "kyzylorda", 1936),
    move("families", "vienna", "almaty", 1937, { unit: "families" }),
  ]);
  assert.deepEqual(attractMoves(index).map(({ id }) => id), ["good", "late"]);
});

test("a movement stays 14 seconds, however many years it has, and nobody sets out under guard", () => {
  const index = atlas([move("a", "vienna", "kyzylorda", 1926)]);
  for (const years of [1, 4]) {
    const patch = attractPatch(move("a", "vienna", "kyzylorda", 1926, { yearTo: 1925 + years }), [1917, 1956]);
    assert.equal(Math.round((patch.span[1] - patch.span[0] + 1) / patch.speed), SHOWN_SECONDS);
  }
  const words = { "family-sentence:evac": "{n} people were evacuated", "family-sentence:forced": "{n} people were deported" };
  const t = (id) => words[id] ?? id;
  const said = sayMove(index.movements.get("a"), index, "en", t);
  assert.deepEqual(said, { title: "1926 \u00b7 vienna\u00a0\u2013 kyzylorda", sentence: "100 people were evacuated" });
  const forced = sayMove({ ...index.movements.get("a"), category: "deportees_special_settlers", qualifier: "at_least" }, index, "en", t);
  assert.equal(forced.sentence, "at least 100 people were deported");
  const plain = sayMove(index.movements.get("a"), index, "en", (id) => id);
  assert.equal(plain.sentence, "100 people set out", "a family without a sentence of its own");
});

test("a story is told in portions; a figure and its source stay with every portion of its step", () => {
  const index = atlas();
  const state = { ...base, screen: "story", story: "one" };
  const pages = pagesOf(index, state, t);
  assert.deepEqual(pages.map(({ group }) => group), ["0", "1"]);
  assert.equal(pages[0].figure, "12,000");
  assert.deepEqual(pages[0].patch.moves, ["a"]);
  assert.equal(pages[0].patch.mode, undefined);
  assert.deepEqual(pages[1].patch.span, [1930, 1932]);
});

test("a life is told stop by stop; a stop without a year keeps the one before", () => {
  const pages = pagesOf(atlas(), { ...base, screen: "life", person: "koch" }, t);
  assert.deepEqual(pages.map(({ patch }) => patch.year), [1920, 1920, 1926, 1926, 1926]);
  assert.equal(pages[0].when, "1900\u2013?");
  assert.equal(pages[2].heading, "2. kyzylorda");
  assert.ok(pages.every(({ patch }) => patch.person === "koch"));
});

test("a place has its figure with the qualifier, then how people lived", () => {
  const [figure, housing] = pagesOf(atlas(), { ...base, screen: "place", place: "kyzylorda" }, t);
  assert.equal(figure.figure, "90");
  assert.equal(figure.heading, "about 90");
  assert.deepEqual(figure.records, ["p"]);
  assert.equal(housing.text, "They lived in tents.");
  assert.deepEqual(pagesOf(atlas(), { ...base, screen: "place", place: "unknown" }, t), []);
  const [silence] = pagesOf(atlas(), { ...base, screen: "place", place: "vienna" }, t);
  assert.equal(silence.text, "No figure is recorded here.");
});

test("screens are patches: open, tell, turn, wake", () => {
  const index = atlas();
  assert.equal(openPatch("years").playing, false);
  assert.equal(tellPatch(index, base, "story", "none", t), null);
  const told = tellPatch(index, base, "story", "one", t);
  assert.deepEqual([told.screen, told.story, told.step, told.page], ["story", "one", 1, 0]);
  const pages = pagesOf(index, { ...base, ...told }, t);
  assert.equal(turnPatch(pages, 0, 1).page, 1);
  assert.equal(turnPatch(pages, 1, 1), null);
  assert.ok(!("move" in wakePatch("home")));
  assert.equal(wakePatch("years").move, null);
  assert.equal(cameraKey({ screen: "home" }), "doors");
  assert.equal(cameraKey({ screen: "attract" }), "doors");
  // The film of the years has more room than the doors leave: the map is fitted anew.
  assert.equal(cameraKey({ screen: "years" }), "years");
  assert.equal(cameraKey({ screen: "people" }), cameraKey({ screen: "stories" }));
  assert.equal(cameraKey({ ...base, ...told }, pages[0]), "story:one:0");
});

test("behind doors only the chosen movement speaks", () => {
  const flow = (id, selected) => ({ selected, move: { id, origin: "vienna", destination: "almaty", via: ["kyzylorda"] } });
  const scene = { flows: [flow("a", true), flow("b", false)], sites: [1], arrivals: [1], oblasts: [1], lives: [1] };
  const quiet = quieten(scene, (id) => (id === "kyzylorda" ? null : { id }));
  assert.deepEqual(quiet.sites, [{ id: "vienna" }, { id: "almaty" }]);
  assert.equal(quiet.flows.length, 2);
  assert.ok(isQuiet({ screen: "attract" }) && !isQuiet({ screen: "years" }) && !isQuiet({ screen: null }));
});

test("the place that is told of is always marked, once", () => {
  const scene = { sites: [{ place: { id: "vienna" } }] };
  const ring = (id) => ({ place: { id } });
  assert.equal(withPlace(scene, "vienna", ring), scene);
  assert.equal(withPlace(scene, "almaty", ring).sites.length, 2);
  assert.equal(withPlace(scene, "nowhere", () => null).sites.length, 1);
});

test("texts are parted between sentences, not after initials", () => {
  const text = "E. V. Borchert painted. He came in 1926. Then he left.";
  assert.deepEqual(sentencesOf(text, "en"), ["E. V. Borchert painted.", "He came in 1926.", "Then he left."]);
  const parts = portions(text, "en", 30);
  assert.equal(parts.join(" "), text);
  assert.ok(parts.length > 1);
  assert.deepEqual(portions("", "en", 100), []);
});

test("lists: lives with two stops on the map, page by page; another life every day", () => {
  const index = atlas();
  assert.deepEqual(lives(index, "en").map(({ id }) => id), ["koch"]);
  const many = Array.from({ length: 13 }, (_, id) => ({ id }));
  assert.equal(pageCount(many), 2);
  assert.deepEqual(onPage(many, 1), [{ id: PER_PAGE }]);
  assert.equal(pageCount([]), 1);
  assert.equal(lifeOfDay(index, Date.now()), "koch");
});

test("counts: per day, kind, id and language, nothing else; old days go", () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  const now = new Date(2026, 10, 25, 12).getTime();
  count(storage, { kind: "story", id: "one", lang: "kk" }, now);
  count(storage, { kind: "story", id: "one", lang: "kk" }, now);
  assert.equal(countsCsv(readCounts(storage)), "day,kind,id,lang,touches\n2026-11-25,story,one,kk,2\n");
  assert.equal(dayOf(now), "2026-11-25");
  assert.deepEqual(pruned(counted({}, { day: "2020-01-01", kind: "a", id: "b", lang: "c" }), "2026-11-25"), {});
  assert.deepEqual(readCounts({ getItem: () => "{nonsense" }), {});
  count({ getItem: () => null, setItem: () => { throw new Error("full"); } }, { kind: "a", id: "b", lang: "c" }, now);
});

test("the log keeps the last entries and survives nonsense", () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  for (let i = 0; i < 250; i += 1) note(storage, `fault ${i}`, 0);
  assert.equal(readLog(storage).length, 200);
  assert.equal(readLog(storage).at(-1).what, "fault 249");
  assert.deepEqual(readLog({ getItem: () => "7" }), []);
});

test("reloads are quick at first and slow when they do not help", () => {
  assert.ok(reloadDelay([], 0) < 10_000);
  assert.ok(reloadDelay([1, 2, 3, 4], 1000) >= 60_000);
  assert.ok(reloadDelay([1, 2, 3, 4], 600_000) < 10_000);
});

test("the watchdog barks after silence, and never at a hidden page", (context) => {
  assert.ok(isFrozen({ last: 0, watching: true }, 6001));
  assert.ok(!isFrozen({ last: 0, watching: false }, 60_000));
  context.mock.timers.enable({ apis: ["setInterval"] });
  let now = 0;
  const said = [];
  const port = { postMessage: (what) => said.push(what) };
  watch(port, () => now);
  const pass = (ms) => {
    now += ms;
    context.mock.timers.tick(ms);
  };
  pass(4000);
  port.onmessage({ data: "beat" });
  pass(4000);
  assert.deepEqual(said, []);
  port.onmessage({ data: "hidden" });
  pass(60_000);
  assert.deepEqual(said, []);
  port.onmessage({ data: "shown" });
  for (let second = 0; second < 12; second += 1) pass(1000);
  assert.deepEqual(said, ["frozen"], "a bark a second would cut every reload off");
  pass(1000);
  pass(1000);
  assert.deepEqual(said, ["frozen", "frozen"]);
});

test("a lever covers all years and does not tremble", () => {
  assert.equal(yearOfAxis(-1, [1917, 1956]), 1917);
  assert.equal(yearOfAxis(1, [1917, 1956]), 1956);
  assert.equal(yearOfAxis(7, [1917, 1956]), 1956);
  assert.ok(!hasMoved(0.5, 0.505));
  assert.ok(hasMoved(0.5, 0.53));
});

test("the free part of the map grows with the screen and never leaves it", () => {
  for (const size of [{ width: 1920, height: 1080 }, { width: 3840, height: 2160 }, { width: 1080, height: 1920 }]) {
    for (const screen of ["attract", "people", "story"]) {
      const room = kioskRoom(size, screen);
      const enlarged = 1.6 * unit(size);
      assert.ok(room.left >= 0 && room.right * enlarged <= size.width && room.bottom * enlarged <= size.height);
      assert.ok(room.right - room.left > 300 && room.bottom - room.top > 200);
    }
  }
  assert.ok(Math.abs(driftAt(123_456_789).x) <= 7);
});

test("keys: buttons and the year, nothing of the browser's", () => {
  const button = { tagName: "BUTTON" };
  assert.ok(keyAllowed({ key: "Enter", target: button }));
  assert.ok(keyAllowed({ key: "ArrowLeft", target: { tagName: "INPUT", type: "range" } }));
  for (const key of ["F5", "Escape", "Backspace", "n", "Home"]) assert.ok(!keyAllowed({ key, target: button }), key);
  assert.ok(!keyAllowed({ key: "Tab", ctrlKey: true, target: button }));
  assert.ok(!keyAllowed({ key: " ", target: { tagName: "BODY" } }));
});

test("the check-list says yes, no, or that it cannot know", () => {
  const facts = { width: 1080, height: 1920, ratio: 1, touches: 10, offline: null, memory: undefined, storage: true };
  const found = Object.fromEntries(checks(facts).map(({ id, ok }) => [id, ok]));
  assert.deepEqual(found, { screen: true, touch: true, offline: null, memory: null, storage: true });
  assert.equal(checks({ ...facts, width: 1366, height: 768, memory: 2 })[0].ok, false);
  assert.equal(checks({ ...facts, memory: 8 }, "ru")[3].fact.replace(/\s/, " "), "8 ГБ");
});

test("a clock put back or forward a day leaves no question standing", () => {
  const options = { idle: 75, loop: true };
  const day = 86_400_000;
  for (const leap of [-day, day]) {
    let idle = nextIdle(asleep(0), { kind: "touch", now: 5 * day }, options);
    let now = 5 * day + 80_000;
    idle = nextIdle(idle, { kind: "tick", now }, options);
    assert.equal(idle.phase, "ask");
    now += leap;
    for (let second = 0; second <= 21; second += 1, now += 1000) {
      idle = nextIdle(idle, { kind: "tick", now }, options);
      assert.ok(secondsLeft(idle, now) <= 20, "no countdown of hours");
    }
    assert.equal(idle.phase, "loop");
    // Somebody who is there is asked after the usual time.
    idle = nextIdle(idle, { kind: "touch", now }, options);
    now += leap;
    for (let second = 0; second <= 76; second += 1, now += 1000) idle = nextIdle(idle, { kind: "tick", now }, options);
    assert.notEqual(idle.phase, "active");
  }
});
