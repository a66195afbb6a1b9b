// Figures as the evidence gives them: lowest and highest reading, and how they are said in words.

import { word } from "./words.mjs";

/** Lowest figure a record vouches for, or undefined when none is recorded. */
export function low(record) {
  return record.count ?? record.countLow ?? record.countHigh;
}

/** Highest figure a record gives. */
export function high(record) {
  return record.countHigh ?? record.count ?? record.countLow;
}

/** Whether a record counts people who can be drawn: persons, and not a figure that cannot be right. */
export function countsPeople(record) {
  return low(record) !== undefined && record.unit === "persons" && record.qualifier !== "disputed";
}

/** Marks of thousands and of decimals; browsers know no Kazakh, and say the others' differently. */
const SEPARATORS = { en: [",", "."], kk: ["\u2009", ","], ru: ["\u2009", ","] };
const part = (lang, type, otherwise) =>
  new Intl.NumberFormat(lang, { useGrouping: true }).formatToParts(12345.6).find((p) => p.type === type)?.value ?? otherwise;

/** Number in the manner of the language: 12,000 in English, 12 000 in Kazakh and Russian. */
export function formatNumber(value, lang) {
  const separator = SEPARATORS[lang]?.[0] ?? part(lang, "group", "\u2009");
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

/** Number with decimals in the manner of the language: 0.5 in English, 0,5 in Kazakh and Russian. */
export function formatDecimal(value, lang, digits = 2) {
  const [whole, fraction] = String(Number(value.toFixed(digits))).split(".");
  return formatNumber(whole, lang) + (fraction ? (SEPARATORS[lang]?.[1] ?? part(lang, "decimal", ".")) + fraction : "");
}

const FORMS = {
  approx: word("about {n}"),
  at_least: word("at least {n}"),
  at_most: word("at most {n}"),
};

/** The figure of a record in words, such as "about 2,200" or "12,000–15,000". */
export function sayFigure(record, lang, t) {
  const [from, to] = [record.countLow, record.countHigh];
  if (low(record) === undefined) return t("number not recorded");
  const number =
    from !== undefined && to !== undefined && record.count === undefined
      ? `${formatNumber(from, lang)}\u2013${formatNumber(to, lang)}`
      : formatNumber(low(record), lang);
  const form = FORMS[record.qualifier];
  return form ? t(form).replace("{n}", number) : number;
}

/** Years of a record in words: "1932", "1930–1933", or undefined. */
export function sayYears(record) {
  const [from, to] = [record.yearFrom ?? record.year, record.yearTo ?? record.year];
  if (from === undefined) return undefined;
  return from === to ? String(from) : `${from}\u2013${to}`;
}
