// The launch page for the staff of a museum: how the kiosk behaves, whether the machine is fit, what to start, what
// went wrong, what was touched. It changes nothing on the kiosk: it writes an address.

import { h } from "./dom.mjs";
import { CHECKS, checks } from "./kiosk_checks.mjs";
import { clearCounts, countsCsv, readCounts } from "./kiosk_count.mjs";
import { IDLE_LIMITS } from "./kiosk_idle.mjs";
import { clearLog, readLog } from "./kiosk_log.mjs";
import { DEFAULTS, SCREENS, readOptions, writeOptions } from "./kiosk_options.mjs";
import { keepOffline } from "./offline.mjs";
import { saveText } from "./save.mjs";
import { unpack } from "./unpack.mjs";
import { createWords, word } from "./words.mjs";

const ROOT = new URL("../../", import.meta.url);
const NAMES = { en: "English", kk: "Қазақша", ru: "Русский" };
const STARTS = { home: word("The doors"), years: word("Years"), people: word("People"), places: word("Places"), stories: word("Stories") };
const root = document.getElementById("setup");

/** The address that the atlas's own page fetches the bundle from. */
async function bundleAddress() {
  const page = new DOMParser().parseFromString(await (await fetch(ROOT)).text(), "text/html");
  return new URL(page.querySelector('link[as="fetch"]').getAttribute("href"), ROOT).href;
}

async function facts() {
  const { screen, devicePixelRatio: ratio, navigator, localStorage } = window;
  const kept = navigator.serviceWorker ? Boolean((await navigator.serviceWorker.getRegistration(ROOT.href))?.active) : null;
  return {
    width: screen.width, height: screen.height, ratio, touches: navigator.maxTouchPoints, offline: kept,
    memory: navigator.deviceMemory, storage: Boolean(localStorage),
  };
}

function start(bundle, measured) {
  const { languages, version } = bundle.meta;
  const known = { languages, stories: bundle.stories.map(({ id }) => id) };
  let options = readOptions(window.location.search, known);
  let lang = languages.find((code) => navigator.language.startsWith(code)) ?? languages[0];
  const t = createWords(bundle.texts, () => lang);
  const address = () => new URL(writeOptions(options, known), ROOT).href;

  const change = (patch) => {
    options = { ...options, ...patch };
    document.getElementById("kiosk-url").value = address();
    document.getElementById("kiosk-open").href = address();
    document.getElementById("recipe-url").textContent = address();
  };
  const row = (label, ...fields) => h("p.row", {}, h("span.label", { text: label }), h("span.fields", {}, fields.flat()));
  const pick = (id, values, value, act) => h("select", { id, onchange: ({ target }) => act(target.value) },
    values.map(([key, text]) => h("option", { value: key, text, selected: key === value })));
  const tick = (id, text, checked, act) => h("label", {}, h("input", { type: "checkbox", id, checked, onchange: ({ target }) => act(target.checked) }), text);

  function languageFields() {
    return languages.map((code) => tick(`langs-${code}`, NAMES[code] ?? code, options.langs.includes(code), (on) => {
      const langs = languages.filter((other) => (other === code ? on : options.langs.includes(other)));
      change({ langs: langs.length ? langs : languages, lang: langs[0] ?? languages[0] });
      draw();
    }));
  }

  function fields() {
    const hours = [["off", t("never")], ...Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, "0")}:00`])];
    const title = (story) => story.title[lang] ?? story.title.en;
    return h("form", { onsubmit: (event) => event.preventDefault() },
      row(t("Seconds without a touch before it asks"), h("input", {
        type: "number", id: "idle", min: IDLE_LIMITS[0], max: IDLE_LIMITS[1], value: options.idle,
        onchange: ({ target }) => change({ idle: Math.min(IDLE_LIMITS[1], Math.max(IDLE_LIMITS[0], Number(target.value) || DEFAULTS.idle)) }),
      })),
      row(t("Film while nobody is there"), tick("loop", t("on"), options.loop, (loop) => change({ loop }))),
      row(t("Languages"), languageFields()),
      row(t("First language"), pick("lang-first", options.langs.map((code) => [code, NAMES[code] ?? code]), options.lang, (code) => change({ lang: code }))),
      row(t("A touch opens"), pick("start", SCREENS.map((name) => [name, t(STARTS[name])]), options.start, (value) => change({ start: value }))),
      row(t("Behind the door of stories"), pick("story", [["", t("all stories")], ...bundle.stories.map((story) => [story.id, title(story)])], options.story ?? "", (story) => change({ story: story || null }))),
      row(t("Fresh start every night at"), pick("reload", hours, options.reload === null ? "off" : String(options.reload), (value) => change({ reload: value === "off" ? null : Number(value) }))),
      row(t("Lever or knob for the year"), tick("lever", t("on"), options.lever, (lever) => change({ lever }))),
      row(t("Count what is opened (no personal data)"), tick("count", t("on"), options.count, (count) => change({ count }))));
  }

  function checkList() {
    const signs = { true: t("yes"), false: t("no"), null: t("not known") };
    return h("ul.checks", {}, checks(measured, lang).map(({ id, ok, fact }) =>
      h("li", { "data-check": id, "data-ok": String(ok) }, h("b", { text: signs[String(ok)] }), h("span", { text: t(CHECKS[id]) }), fact ? h("small", { text: fact }) : null)));
  }

  function recipe() {
    const steps = [
      t("Plug the touch screen in and set its resolution and direction in the system settings."),
      t("Open this page on the kiosk itself; wait until the check-list says that the offline copy is ready."),
      t("Start the launcher with this address:"),
      t("Pull the network cable and switch the machine off and on: the film must come by itself."),
      t("Touch the film, a door and every language once."),
    ];
    return h("ol.recipe", {}, steps.map((text, i) => h("li", {}, h("span", { text }), i === 2 ? h("code", {}, "zholdar-kiosk '", h("span", { id: "recipe-url", text: address() }), "'") : null)));
  }

  function log() {
    const entries = readLog(window.localStorage);
    return [
      entries.length
        ? h("ol.log", {}, entries.slice(-40).reverse().map(({ at, what }) => h("li", {}, h("time", { text: at.replace("T", " ").slice(0, 19) }), h("span", { text: what }))))
        : h("p.muted", { text: t("Nothing has gone wrong.") }),
      entries.length ? h("button", { type: "button", id: "log-clear", text: t("Empty the log"), onclick: () => { clearLog(window.localStorage); draw(); } }) : null,
    ].filter(Boolean);
  }

  function counts() {
    const found = readCounts(window.localStorage);
    const n = Object.values(found).reduce((sum, touches) => sum + touches, 0);
    return [
      h("p", { id: "counted", text: t("Touches counted: {n}").replace("{n}", String(n)) }),
      h("button", { type: "button", id: "counts-csv", text: t("Save as CSV"), onclick: () => saveText(countsCsv(found), "zholdar-kiosk-counts.csv", "text/csv") }),
      h("button", { type: "button", id: "counts-clear", text: t("Set to zero"), onclick: () => { clearCounts(window.localStorage); draw(); } }),
    ];
  }

  async function copy({ target }) {
    const field = document.getElementById("kiosk-url");
    field.select();
    await navigator.clipboard.writeText(field.value).catch(() => document.execCommand("copy"));
    target.textContent = t("Address copied");
  }

  function draw() {
    document.documentElement.lang = lang;
    document.title = t("Kiosk of the atlas");
    root.replaceChildren(
      h("header", {},
        h("h1", { text: t("Kiosk of the atlas") }),
        h("p.languages", {}, languages.map((code) => h("button", {
          type: "button", "data-lang": code, "aria-pressed": String(code === lang), text: NAMES[code] ?? code,
          onclick: () => { lang = code; draw(); },
        })))),
      h("section", {}, h("h2", { text: t("How it behaves") }), fields()),
      h("section", {}, h("h2", { text: t("Check-list") }), checkList(), h("p.muted", { id: "version", text: t("Version {n}").replace("{n}", version) })),
      h("section.go", {}, h("h2", { text: t("Address") }),
        h("p.address", {}, h("input", { id: "kiosk-url", readonly: true, value: address(), "aria-label": t("Address") }),
          h("button", { type: "button", id: "kiosk-copy", text: t("Copy"), onclick: copy }),
          h("a.button", { id: "kiosk-open", href: address(), text: t("Open the kiosk") }))),
      h("section.printed", {}, h("h2", { text: t("Starting it up") }), recipe(), h("button", { type: "button", id: "recipe-print", text: t("Print"), onclick: () => window.print() })),
      h("div.kept", {},
        h("section", {}, h("h2", { text: t("What went wrong") }), ...log()),
        h("section", {}, h("h2", { text: t("What was touched") }), ...counts())));
    document.body.dataset.ready = "true";
  }

  draw();
  return {
    /** Show the check-list anew; what is being filled in stays. */
    measure(found) {
      measured = found;
      root.querySelector(".checks").replaceWith(checkList());
    },
  };
}

const address = await bundleAddress();
const page = start(unpack(await (await fetch(address)).json()), await facts());
// Staff wait here for the offline copy, so this page has it made and says when it is there.
keepOffline(address);
navigator.serviceWorker?.ready.then(async () => page.measure(await facts()));
