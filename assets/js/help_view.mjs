// The dialog that lists every key, and the keys that open things: the table, the other pictures, the search, the dialog
// itself.

import { h } from "./dom.mjs";
import { belongsElsewhere, windowOpen } from "./keyboard.mjs";

const SETTING = "zholdar-letter-keys";

/** What a key opens; the places of T and P on the keyboard serve Cyrillic layouts, too. */
export function actionFor({ key, code }) {
  if (key === "?") return "help";
  if (key === "/") return "search";
  if (key === "p" || key === "P" || code === "KeyP") return "pictures";
  if (key === "t" || key === "T" || code === "KeyT") return "table";
  return null;
}

/** Whether a key is a letter or sign, which those who speak to their computer may want to switch off. */
export const isLetter = (key) => key.length === 1 && key !== " ";

/** A setting that outlives the visit where the browser allows it. */
function remembered() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}
function remember(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // Private windows forget it with the page.
  }
}

/**
 * @param {{dialog: HTMLDialogElement, opener: HTMLElement, table: {toggle: Function, isOpen: Function},
 *   search: HTMLElement, pictures: () => void}} parts
 * @returns {{lettersOn: () => boolean}}
 */
export function createHelp({ dialog, opener, table, search, pictures }) {
  const box = h("input", { type: "checkbox", onchange: () => remember(box.checked) });
  box.checked = remembered();
  dialog.querySelector(".check").prepend(box);
  const open = () => {
    if (!dialog.open) dialog.showModal();
  };
  opener.addEventListener("click", open);
  const close = () => {
    dialog.close();
    // Where nothing had the focus before, the browser would leave it on the hidden button for a while.
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  };
  dialog.querySelector(".close").addEventListener("click", close);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  // Keys of the page rest while the dialog is open.
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });

  const actions = { help: open, table: () => table.toggle(), search: () => search.focus(), pictures };
  document.addEventListener("keydown", (event) => {
    if (windowOpen()) return;
    if (event.key === "Escape" && table.isOpen()) {
      table.toggle(false);
      event.stopImmediatePropagation();
      return;
    }
    const action = actionFor(event);
    if (!action || !box.checked || belongsElsewhere(event)) return;
    event.preventDefault();
    actions[action]();
  });
  return { lettersOn: () => box.checked };
}
