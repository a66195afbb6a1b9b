// The interface's words in the chosen language, and putting them into the page.

/** Mark a message id for extraction where it is not translated at once. */
export const word = (id) => id;

/**
 * @param {object} texts language to message id to text
 * @param {() => string} language asked anew for every word
 */
export function createWords(texts, language) {
  return (id) => texts[language()]?.[id] ?? id;
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
