// The interface's words in the chosen language, and putting them into the page.

/** Mark a message id for extraction where it is not translated at once. */
export const word = (id) => id;

/** Mark the two English forms of a message with a number where it is not said at once. */
export const forms = (one, many) => [one, many];

/**
 * @param {object} texts language to message id to text, or to its plural forms by CLDR's names
 * @param {() => string} language asked anew for every word
 */
export function createWords(texts, language) {
  const rules = new Map();
  const ruleOf = (lang) => {
    if (!rules.has(lang)) rules.set(lang, new Intl.PluralRules(lang));
    return rules.get(lang);
  };
  const t = (id) => texts[language()]?.[id] ?? id;
  t.form = (many, count) => {
    const known = texts[language()]?.[many];
    return known?.[ruleOf(language()).select(count)] ?? known?.other;
  };
  return t;
}

/**
 * A message in the form that the language has for a number: Russian has three. `{n}` is left for the
 * caller, who knows how the number is said.
 * @param {Function} t from createWords
 * @param {string} one the English message for 1
 * @param {string} many for any other number; names the message in the catalogue
 * @param {number} count
 */
export function n(t, one, many, count) {
  return t.form?.(many, count) ?? (count === 1 ? one : many);
}

/** Attributes whose words live in `data-word-…`. */
const ATTRIBUTES = ["aria-label", "title", "placeholder"];

/** Put the words of the current language into every element that names a message id. */
export function translatePage(root, t) {
  for (const element of root.querySelectorAll("[data-word]")) {
    element.textContent = t(element.dataset.word);
  }
  for (const attribute of ATTRIBUTES) {
    for (const element of root.querySelectorAll(`[data-word-${attribute}]`)) {
      element.setAttribute(attribute, t(element.getAttribute(`data-word-${attribute}`)));
    }
  }
}
