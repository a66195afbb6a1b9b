// Order of names by the alphabet of a language. Chromium knows none for Kazakh, so that one is written here.

/** Alphabets of languages that browsers may not know; `docs/translating.md` says when to add one. */
export const ALPHABETS = {
  kk: "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
};

/**
 * A comparison of texts.
 * @param {string} lang
 * @param {(lang: string) => boolean} [known] whether the browser knows the order itself
 */
export function collator(lang, known = (tag) => Intl.Collator.supportedLocalesOf(tag).length > 0) {
  const plain = new Intl.Collator(lang, { numeric: true });
  const letters = ALPHABETS[lang];
  if (known(lang) || !letters) return plain.compare;
  const rank = new Map([...letters].map((letter, i) => [letter, i]));
  return (a, b) => byLetters(a, b, rank, plain) || plain.compare(a, b);
}

/** Words letter by letter; what is not in the alphabet (digits, spaces, Latin) as the browser has it. */
function byLetters(a, b, rank, plain) {
  const [left, right] = [a, b].map((text) => [...text.toLowerCase()]);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    if (left[i] === right[i]) continue;
    const [x, y] = [rank.get(left[i]), rank.get(right[i])];
    if (x !== undefined && y !== undefined) return x - y;
    // Numbers are compared as numbers, which single digits cannot say.
    return plain.compare(left.slice(i).join(""), right.slice(i).join(""));
  }
  return left.length - right.length;
}
