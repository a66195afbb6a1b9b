// The kiosk's settings: read from its address, written by the launch page. Unknown or bad values are ignored. Pure.

import { IDLE_LIMITS, IDLE_SECONDS } from "./kiosk_idle.mjs";

/** Screens that a door opens; the first one is where a touch leads. */
export const SCREENS = ["home", "years", "people", "places", "stories"];
export const DEFAULTS = {
  idle: IDLE_SECONDS,
  loop: true,
  langs: [],
  lang: null,
  start: SCREENS[0],
  story: null,
  lever: false,
  count: false,
  reload: 4,
};

const WHOLE = /^\d{1,4}$/;

/**
 * @param {string} search such as "?mode=kiosk&idle=120"
 * @param {{languages: string[], stories: string[]}} known
 */
export function readOptions(search, { languages, stories }) {
  const query = new URLSearchParams(search);
  const options = { ...DEFAULTS, langs: languages };
  const idle = query.get("idle");
  if (WHOLE.test(idle ?? "")) options.idle = Math.min(IDLE_LIMITS[1], Math.max(IDLE_LIMITS[0], Number(idle)));
  const asked = (query.get("langs") ?? "").split(",");
  const langs = languages.filter((lang) => asked.includes(lang));
  // In the order asked for: the first is what a sleeping kiosk speaks.
  if (langs.length) options.langs = langs.sort((a, b) => asked.indexOf(a) - asked.indexOf(b));
  options.lang = options.langs.includes(query.get("lang")) ? query.get("lang") : options.langs[0];
  if (SCREENS.includes(query.get("start"))) options.start = query.get("start");
  if (stories.includes(query.get("story"))) options.story = query.get("story");
  options.loop = query.get("loop") !== "off";
  for (const flag of ["lever", "count"]) options[flag] = query.get(flag) === "on";
  const reload = query.get("reload");
  if (reload === "off") options.reload = null;
  else if (WHOLE.test(reload ?? "") && Number(reload) < 24) options.reload = Number(reload);
  return options;
}

/** Address query for settings; what is as by default is left out. */
export function writeOptions(options, { languages }) {
  const query = new URLSearchParams({ mode: "kiosk" });
  if (options.idle !== DEFAULTS.idle) query.set("idle", String(options.idle));
  if (!options.loop) query.set("loop", "off");
  if (options.langs.join() !== languages.join()) query.set("langs", options.langs.join(","));
  if (options.lang && options.lang !== options.langs[0]) query.set("lang", options.lang);
  if (options.start !== DEFAULTS.start) query.set("start", options.start);
  if (options.story) query.set("story", options.story);
  for (const flag of ["lever", "count"]) if (options[flag]) query.set(flag, "on");
  if (options.reload !== DEFAULTS.reload) query.set("reload", options.reload === null ? "off" : String(options.reload));
  return `?${query.toString().replaceAll("%2C", ",")}`;
}
