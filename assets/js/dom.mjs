// Building page elements. Text always goes in as text, never as markup.

/**
 * Create an element.
 * @param {string} tag such as "p" or "p.lead"
 * @param {object} attributes; `on*` are listeners, `text` is the text
 * @param {...(Node|string|null)} children
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  setAttributes(element, attributes);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Create an SVG element. */
export function s(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  setAttributes(element, attributes);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function setAttributes(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") element.textContent = value;
    // As an attribute it would be an inline style, which the page's security policy forbids.
    else if (key === "style") element.style.cssText = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
}

/**
 * Draw a part anew without taking the keyboard away from it: the focus goes to the element that took the place of
 * the one that had it, by id, else to a fallback.
 * @param {HTMLElement} root the part
 * @param {() => void} draw
 * @param {(root: HTMLElement) => HTMLElement|null} fallback asked after drawing
 */
export function keepFocus(root, draw, fallback) {
  const before = document.activeElement;
  const inside = root !== before && root.contains(before);
  draw();
  if (!inside || before.isConnected) return;
  const same = before.id ? document.getElementById(before.id) : null;
  const next = same && !same.disabled ? same : fallback(root);
  next?.focus({ preventScroll: true });
}

const ICON_PATHS = {
  page: "M6 3h8l4 4v14H6zM14 3v4h4",
  differ: "M5 9h14M5 15h14M16 5 8 19",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 21c0-5 3-7 7-7s7 2 7 7",
  road: "M5 19C9 9 15 15 19 5M15 5h4v4",
  event: "M5 6h14v14H5zM5 10h14M9 3v4M15 3v4",
  figure: "M5 20V11M10 20V5M15 20v-7M20 20V8",
  close: "M6 6l12 12M18 6 6 18",
};

/** A line icon, 16 px, in the colour of the text. */
export function icon(name) {
  return s(
    "svg",
    { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" },
    s("path", { d: ICON_PATHS[name] }),
  );
}
