// Language of a text in a script that the page's language does not use, so that a screen reader changes its
// voice. Names of archives and titles of books stand in the language of their authors.

const KAZAKH = /[әғқңөұүһі]/i;
const CYRILLIC = /[\u0400-\u04FF]/;
const GERMAN = /[äöüß]/i;

const LATIN = (lang) => new Intl.Locale(lang).maximize().script === "Latn";

/**
 * @param {string} text
 * @param {string} page the page's language
 * @returns {string|null} null: the page's own language will do
 */
export function languageOf(text, page) {
  const found = scriptOf(text);
  // Which of the Latin languages it is, nobody can tell from a page in another one than English.
  if (found !== "kk" && found !== "ru" && LATIN(page) && page !== "en") return null;
  return found === page || (found === "ru" && page === "kk") ? null : found;
}

function scriptOf(text) {
  if (KAZAKH.test(text)) return "kk";
  if (CYRILLIC.test(text)) return "ru";
  return GERMAN.test(text) ? "de" : "en";
}
