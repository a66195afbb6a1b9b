// Which years are shown: one, a span, the whole period, or two beside each other. Four settings of one
// control; the brush over the chart is the same setting by hand.

import { h } from "./dom.mjs";
import { clampYear, setSpan } from "./state.mjs";
import { word } from "./words.mjs";

const SETTINGS = {
  year: word("Year"),
  span: word("Span"),
  whole: word("All years"),
  compare: word("Two years"),
};
const HALF_SPAN = 3;
const APART = 10;

/** Which setting a state is in. */
export function settingOf(state, years) {
  if (state.compare !== null) return "compare";
  if (!state.span) return "year";
  return state.span[0] === years[0] && state.span[1] === years[1] ? "whole" : "span";
}

/** Patch that brings a state into a setting. */
export function patchFor(setting, state, years) {
  const { year } = state;
  switch (setting) {
    case "span":
      return setSpan(state, year - HALF_SPAN, year + HALF_SPAN, years);
    case "whole":
      return setSpan(state, ...years, years);
    case "compare":
      return { span: null, playing: false, compare: clampYear(year + (year + APART <= years[1] ? APART : -APART), years) };
    default:
      return { span: null, compare: null };
  }
}

/**
 * @param {{root: HTMLElement, index, store, t}} parts
 */
export function createWindow({ root, index, store, t }) {
  const { years } = index.meta;
  const buttons = Object.entries(SETTINGS).map(([setting, message]) =>
    h("button", {
      type: "button",
      "data-setting": setting,
      "aria-pressed": "false",
      "data-word": message,
      text: t(message),
      onclick: () => store.set(patchFor(setting, store.get(), years)),
    }));
  root.append(...buttons);

  return {
    draw() {
      const now = settingOf(store.get(), years);
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.setting === now));
    },
  };
}
