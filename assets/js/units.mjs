// What a figure counts, in the form that its number asks for.

import { high, low, sayFigure } from "./figures.mjs";
import { said } from "./package_words.mjs";
import { forms, n } from "./words.mjs";

const FORMS = {
  persons: forms("{n} person", "{n} people"),
  families: forms("{n} family", "{n} families"),
  children: forms("{n} child", "{n} children"),
  members: forms("{n} member", "{n} members"),
  arrests: forms("{n} arrest", "{n} arrests"),
  deaths: forms("{n} death", "{n} deaths"),
  executed: forms("{n} executed person", "{n} executed people"),
  sentenced: forms("{n} sentenced person", "{n} sentenced people"),
  applications: forms("{n} application", "{n} applications"),
  permits: forms("{n} permit", "{n} permits"),
};
// After "about" or "at least" Slavic languages want the form that follows five.
const AFTER_WORDS = 5;

const ask = (record, t) => {
  const plain = [undefined, "exact", "capacity", "disputed"].includes(record.qualifier);
  const own = FORMS[record.unit] ? null : said(t, "unit", record.unit);
  if (own) return ["{n}", own].join(" ");
  const [one, many] = FORMS[record.unit] ?? FORMS.persons;
  return n(t, one, many, plain ? (high(record) ?? 0) : AFTER_WORDS);
};

/** "449 people", "about 3 families"; only words where no number is recorded. */
export function sayCounted(record, lang, t) {
  const figure = sayFigure(record, lang, t);
  return low(record) === undefined ? figure : ask(record, t).replace("{n}", figure);
}

/** The unit alone, to stand beside a figure set large. */
export function unitOf(record, t) {
  return ask({ ...record, qualifier: "exact" }, t).replace("{n}", "").trim();
}
