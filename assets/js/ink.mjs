// The page's colour tokens (assets/css/tokens.css), for drawing on canvas.

const FAMILIES = ["work", "politics", "evac", "forced", "camps", "left", "other"];
const PLAIN = [
  "page", "panel", "line", "ink", "ink2", "ink3", "sea", "sea2", "land", "ussr", "band", "ub",
  "border", "river", "coast", "grat", "water",
];

const CLASSES = [0, 1, 2, 3, 4];

/** Let the page wear a theme; its name is a state's `theme`. */
export function wear(theme) {
  document.documentElement.dataset.theme = theme;
}

/**
 * Colours by token, as they are just now.
 * @param {Element} element whose computed style holds the tokens
 * @param {object} [ink] what an earlier reading gave: it is brought up to date, so that all who hold it
 *   paint in the new theme
 */
export function readInk(element, ink = {}) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  for (const name of PLAIN) ink[name] = read(name);
  ink.family = Object.fromEntries(FAMILIES.map((name) => [name, read(`family-${name}`)]));
  ink.familyText = Object.fromEntries(FAMILIES.map((name) => [name, read(`family-${name}-text`)]));
  // Lives laid side by side; they are told apart by their numbers' order on the card, too.
  ink.lives = [ink.ink, ink.familyText.politics, ink.familyText.work];
  ink.shades = CLASSES.map((i) => read(`shade-${i}`));
  ink.shadeText = CLASSES.map((i) => read(`shade-${i}-text`));
  return ink;
}
