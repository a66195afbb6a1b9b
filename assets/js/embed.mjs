// The atlas in a frame on another site: what the two pages say to each other, and the code that puts it there. Pure.

import { readQuery, writeQuery } from "./query.mjs";
import { select } from "./state.mjs";

export const SET = "zholdar:set";
export const STATE = "zholdar:state";
/** Keys of the query that a message may set. */
export const KEYS = [
  "year", "span", "compare", "lang", "cat", "nat", "from", "to", "between", "counted", "status", "shading", "place",
  "move", "person", "event", "story", "step",
];
const SELECTED = ["place", "move", "person", "event"];
const START = { mode: "explore", theme: "paper", lang: null, shading: "people" };
/** What is bare: the empty value of each key, with which a message takes something back. */
const EMPTY = {
  span: null, compare: null, cat: [], nat: [], from: null, to: null, between: false, counted: false, status: [], shading: "people",
};

// Longer than any value of an address; a page that sends more means harm.
const LONGEST = 600;
const MOST = 100;
const plain = (value) => ["string", "number", "boolean"].includes(typeof value);
const told = (value) => (Array.isArray(value) ? value.filter(plain).join(",") : plain(value) ? String(value) : "");

const bounded = (value) => !Array.isArray(value) || value.length <= MOST ? told(value).length <= LONGEST : false;

/**
 * Patch for a message from the page around the frame; null if it is none. Values are checked as those of an
 * address are: what is unknown is ignored. An empty value or null takes back what was set.
 * @param {unknown} message such as {type: "zholdar:set", year: 1932}
 * @param {object} index
 */
export function patchFrom(message, index) {
  if (!message || typeof message !== "object" || message.type !== SET) return null;
  const given = KEYS.filter((key) => Object.hasOwn(message, key) && bounded(message[key]));
  const query = new URLSearchParams({ mode: "embed" });
  for (const key of given) {
    const value = told(message[key]);
    if (value) query.set(key, value);
  }
  const patch = {};
  for (const key of given) {
    if (told(message[key])) continue;
    if (key in EMPTY) patch[key] = EMPTY[key];
    if (SELECTED.includes(key)) Object.assign(patch, select(null, null));
    if (key === "story") Object.assign(patch, { story: null, step: null, moves: [] });
  }
  const { mode: _, ...known } = readQuery(`?${query}`, index);
  return { ...patch, ...known };
}

/** Message that tells the page around the frame what is shown. */
export function stateMessage(state) {
  const keys = ["year", "lang", "mode", "place", "move", "person", "event", "story", "step"];
  const message = Object.fromEntries(keys.map((key) => [key, state[key] ?? null]));
  return {
    type: STATE,
    ...message,
    span: state.span ? state.span.join("-") : null,
    cat: state.cat.join(","),
    nat: state.nat.join(","),
    playing: state.playing,
  };
}

/** Query of a state in a frame. */
export function embedQuery(state, { link = true } = {}) {
  const told = state.story && (state.mode === "story" || state.mode === "embed");
  const query = new URLSearchParams(
    told
      ? { mode: "embed", story: state.story, step: String(state.step), lang: state.lang }
      : writeQuery({ ...state, mode: "embed" }, START).slice(1),
  );
  query.set("lang", state.lang);
  if (!link) query.set("link", "off");
  return `?${query.toString().replaceAll("%2C", ",")}`;
}

/** Query of the same view in the full atlas. */
export function fullQuery(state) {
  return writeQuery({ ...state, mode: state.story ? "story" : "explore" }, { ...START, lang: null });
}

const ENTITIES = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const escaped = (text) => text.replace(/[&"<>]/g, (sign) => ENTITIES[sign]);

/**
 * HTML that puts the atlas into a page: loaded when it comes into view, with no more rights than it needs.
 * @param {{url: string, title: string, width: string, height: number}} frame
 */
export function embedCode({ url, title, width = "100%", height = 520 }) {
  const attributes = {
    src: url, title, width, height: String(height), loading: "lazy", allow: "fullscreen",
    sandbox: "allow-scripts allow-same-origin allow-popups", style: "border:0",
  };
  const said = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${said.join(" ")}></iframe>`;
}
