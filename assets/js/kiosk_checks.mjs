// The check-list of the launch page: is this machine fit to stand in a gallery? Pure; the page gathers the facts.

import { word } from "./words.mjs";

export const CHECKS = {
  screen: word("Screen of 1920 x 1080 px or more, either way up"),
  touch: word("Touch screen"),
  offline: word("Offline copy ready"),
  memory: word("4 GB of memory or more"),
  storage: word("The browser keeps what is stored"),
};

const gigabytes = (n, lang) => new Intl.NumberFormat(lang, { style: "unit", unit: "gigabyte" }).format(n);

/**
 * @param {{width: number, height: number, ratio: number, touches: number, offline: boolean|null, memory: number|undefined,
 *   storage: boolean}} facts offline: null where the browser keeps no copy at all
 * @param {string} [lang] of the facts' units
 * @returns {{id: string, ok: boolean|null, fact: string}[]} ok: null where it cannot be known
 */
export function checks({ width, height, ratio, touches, offline, memory, storage }, lang = "en") {
  const [long, short] = [Math.max(width, height), Math.min(width, height)].map((px) => Math.round(px * ratio));
  return [
    { id: "screen", ok: long >= 1920 && short >= 1080, fact: `${Math.round(width * ratio)} x ${Math.round(height * ratio)}` },
    { id: "touch", ok: touches > 0, fact: String(touches) },
    { id: "offline", ok: offline, fact: "" },
    { id: "memory", ok: memory === undefined ? null : memory >= 4, fact: memory === undefined ? "" : gigabytes(memory, lang) },
    { id: "storage", ok: storage, fact: "" },
  ];
}
