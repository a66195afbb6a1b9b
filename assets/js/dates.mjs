// When something was, in words: "1 June 1943", "about August 1931", "1930–1933". The words of the date come
// with the record (geodata/when.py), because browsers know the months of few languages.

import { sayYears } from "./figures.mjs";

/** The moment of a record, or undefined where none is recorded. */
export function sayWhen(record, lang, t) {
  const { when } = record;
  const said = when?.[lang] ?? when?.en ?? sayYears(record);
  if (!when || said === undefined) return said;
  if (when.until) return t("{date} or earlier").replace("{date}", said);
  return when.about ? t("about {date}").replace("{date}", said) : said;
}
