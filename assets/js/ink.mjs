// The page's colour tokens (assets/css/tokens.css), for drawing on canvas.

const FAMILIES = ["work", "politics", "evac", "forced", "camps", "left", "other"];
const PLAIN = [
  "page", "panel", "line", "ink", "ink2", "ink3", "sea", "sea2", "land", "ussr", "band", "ub",
  "border", "river", "coast", "grat", "water",
];

/** @param {Element} element whose computed style holds the tokens */
export function readInk(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const ink = Object.fromEntries(PLAIN.map((name) => [name, read(name)]));
  ink.family = Object.fromEntries(FAMILIES.map((name) => [name, read(`family-${name}`)]));
  ink.familyText = Object.fromEntries(FAMILIES.map((name) => [name, read(`family-${name}-text`)]));
  // Lives laid side by side; they are told apart by their numbers' order on the card, too.
  ink.lives = [ink.ink, ink.familyText.politics, ink.familyText.work];
  ink.shades = [0, 1, 2, 3, 4].map((i) => read(`shade-${i}`));
  return ink;
}
