// What the abbreviations in a text stand for: pupils of today do not know the offices of 1930.

import { h } from "./dom.mjs";

const LETTER = /[\p{L}\p{N}]/u;

/** Whether `text` has `short` as a word of its own; endings such as "ХРККҰ-ның" do not matter. */
function has(text, short) {
  for (let at = text.indexOf(short); at >= 0; at = text.indexOf(short, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + short.length] ?? " ";
    if (!LETTER.test(before) && !LETTER.test(after)) return true;
  }
  return false;
}

/**
 * Abbreviations that a text uses, in the order in which it uses them.
 * @param {string} text
 * @param {{short: object, full: object}[]} known the table of the data package
 * @param {string} lang
 * @returns {{short: string, full: string}[]}
 */
export function abbreviationsIn(text, known, lang) {
  return known
    .map(({ short, full }) => ({ short: short?.[lang], full: full?.[lang] }))
    .filter(({ short, full }) => short && full && has(text, short))
    .sort((a, b) => text.indexOf(a.short) - text.indexOf(b.short));
}

/** The abbreviations of what is already written in `element`, as a list to go under it, or null. */
export function abbreviationList(element, known, lang, title) {
  // Items stand side by side in the page, not in one sentence: a space keeps words apart.
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) words.push(walker.currentNode.data);
  const found = abbreviationsIn(words.join(" "), known, lang);
  if (!found.length) return null;
  return h("section.abbreviations", { "aria-label": title },
    h("dl", {}, found.map(({ short, full }) => h("div", {}, h("dt", { text: short }), h("dd", { text: full })))));
}
