// Texts in portions that can be read standing: whole sentences, as many as fit. Pure.

// What ends with a full stop and ends no sentence: initials and short forms before a name or a number.
const OPEN_END = /(?:^|[\s(])(?:\p{Lu}|pp?|Dr|No|St|гг?|в|им|т|тов|ст|обл|с|б|ж|жж)\.\s*$/u;

/** Sentences of a text. */
export function sentencesOf(text, lang) {
  const found = [];
  for (const { segment } of new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)) {
    if (found.length && OPEN_END.test(found.at(-1))) found[found.length - 1] += segment;
    else found.push(segment);
  }
  return found.map((sentence) => sentence.trim()).filter(Boolean);
}

/**
 * Portions of a text, of about the same length.
 * @param {string} text
 * @param {string} lang
 * @param {number} most characters of a portion; a longer sentence stays whole
 */
export function portions(text, lang, most) {
  const sentences = sentencesOf(text, lang);
  const count = Math.max(1, Math.ceil(text.length / most));
  const goal = Math.min(most, text.length / count + 40);
  const parts = [];
  for (const sentence of sentences) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + 1 + sentence.length <= goal) parts[parts.length - 1] = `${last} ${sentence}`;
    else parts.push(sentence);
  }
  return parts;
}
