// Reporting an error: a text with all that is needed to find the record again. Pure.

import { writeQuery } from "./query.mjs";

/** What an empty address means; the language is always told, so that the link shows what the reporter saw. */
const BARE = { mode: "explore", theme: "paper", lang: null, shading: "people" };

const line = (term, value) => `${term}: ${value}`;

/**
 * @param {{record: string|null, title: string, view: string, version: string, build: string|null}} facts
 *   record: its id, or null where the report is about the atlas as a whole; view: address of what is shown
 * @param {(id: string) => string} t
 */
export function reportText({ record, title, view, version, build }, t) {
  return [
    t("Error in the atlas"),
    record ? line(t("Record"), `${record} (${title})`) : null,
    line(t("View"), view),
    line(t("Version"), [version, build].filter(Boolean).join(", ")),
    "",
    line(t("What is wrong"), ""),
    line(t("What the printed page says, and which page"), ""),
  ].filter((line) => line !== null).join("\n");
}

/** Address of the present view, wherever the atlas lies. */
export function viewAddress(state, { origin, pathname }) {
  return origin + pathname + writeQuery(state, BARE);
}

/**
 * Link that hands a report over: a letter or an issue, with the text in it.
 * @param {string} address "mailto:…" or "https://…"
 */
export function reportLink(address, subject, body) {
  const title = address.startsWith("mailto:") ? "subject" : "title";
  return `${address}?${title}=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
