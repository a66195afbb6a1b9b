// The page's colour tokens (assets/css/tokens.css, and the package's families), for drawing on canvas.

import { familyStyles } from "./family_styles.mjs";

const PLAIN = [
  "page", "panel", "line", "ink", "ink2", "ink3", "sea", "sea2", "land", "ussr", "band", "ub",
  "border", "river", "coast", "grat", "water",
];

const CLASSES = [0, 1, 2, 3, 4];

/** Let the page wear a theme; its name is a state's `theme`. */
export function wear(theme) {
  document.documentElement.dataset.theme = theme;
}

/** Put the colours of the package's families on the page. */
export function dressFamilies(families) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(familyStyles(families));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/**
 * Colours by token, as they are just now.
 * @param {Element} element whose computed style holds the tokens
 * @param {{id: string, mark: string, tied?: 1}[]} families the package's, already put on
 * @param {object} [ink] what an earlier reading gave: it is brought up to date, so that all who hold it
 *   paint in the new theme
 */
export function readInk(element, families, ink = {}) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  for (const name of PLAIN) ink[name] = read(name);
  ink.family = Object.fromEntries(families.map(({ id }) => [id, read(`family-${id}`)]));
  ink.familyText = Object.fromEntries(families.map(({ id }) => [id, read(`family-${id}-text`)]));
  ink.mark = Object.fromEntries(families.map(({ id, mark }) => [id, mark]));
  ink.tied = new Set(families.filter(({ tied }) => tied).map(({ id }) => id));
  // For what is of no family: the package's hues in their order, as often as they are asked for.
  ink.hue = (i) => ink.family[families[i % families.length].id];
  // Lives laid side by side; they are told apart by their numbers' order on the card, too.
  ink.lives = [ink.ink, read("life-1"), read("life-2")];
  ink.shades = CLASSES.map((i) => read(`shade-${i}`));
  ink.shadeText = CLASSES.map((i) => read(`shade-${i}-text`));
  return ink;
}
