// Two years beside each other: the line where they meet, their names, and the difference in words and
// figures. Both halves are drawn on the same scales (scene.mjs).

import { h, icon, keepFocus } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { totalNow } from "./selectors.mjs";
import { clampYear } from "./state.mjs";
import { word } from "./words.mjs";

const ROWS = [
  [word("People in movements of the year"), ({ low, high }, say) => (low === high ? say(low) : `${say(low)}\u2013${say(high)}`)],
  [word("Movements without a number"), ({ uncounted }, say) => say(uncounted)],
  [word("Places with a figure"), ({ figures }, say) => say(figures)],
];
const STEP = 0.02;

/** What one half shows, in figures. */
export function tally(index, scene) {
  const figures = scene.sites.filter((site) => site.figure).length + scene.oblasts.filter((o) => o.figure).length;
  return { ...totalNow(index, scene.state), figures };
}

/**
 * @param {{root: HTMLElement, stage: HTMLElement, index, store, t, map}} parts
 */
export function createCompare({ root, stage, index, store, t, map }) {
  const { years } = index.meta;
  let share = 0.5;
  const divider = h("div.divider", {
    role: "slider",
    tabindex: 0,
    "aria-valuemin": 5,
    "aria-valuemax": 95,
    "data-word-aria-label": word("Where the two years meet"),
    "aria-label": t("Where the two years meet"),
  });
  // The same without dragging: a tap on the track is enough.
  const track = h("input", {
    type: "range", min: 5, max: 95, value: 50,
    "data-word-aria-label": word("Where the two years meet"),
    "aria-label": t("Where the two years meet"),
    oninput: () => move(Number(track.value) / 100),
    // The arrows are the track's own here, not the year's.
    onkeydown: (event) => event.stopPropagation(),
  });
  const sheet = h("section.compare-sheet");
  root.append(divider, sheet);

  function move(next) {
    share = Math.min(0.95, Math.max(0.05, next));
    place();
    map.setDivider(share);
  }
  function place() {
    divider.style.left = `${share * 100}%`;
    divider.setAttribute("aria-valuenow", Math.round(share * 100));
    track.value = String(Math.round(share * 100));
  }
  divider.addEventListener("pointerdown", (event) => divider.setPointerCapture(event.pointerId));
  divider.addEventListener("pointermove", (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const box = stage.getBoundingClientRect();
    move((event.clientX - box.left) / box.width);
  });
  divider.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -STEP, ArrowRight: STEP };
    if (!steps[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    move(share + steps[event.key]);
  });

  function yearField(id, year, set) {
    const field = h("input.year-field", {
      id, type: "number", min: years[0], max: years[1], value: year, "aria-label": t("Year"),
      onchange: () => set(clampYear(Number(field.value) || year, years)),
    });
    return field;
  }

  function draw() {
    const state = store.get();
    root.hidden = state.compare === null;
    if (root.hidden) return;
    place();
    const [a, b] = map.scenes();
    if (!b) return;
    const [left, right] = [tally(index, a), tally(index, b)];
    const say = (n) => formatNumber(Math.round(n), state.lang);
    keepFocus(sheet, () => sheet.replaceChildren(
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: () => store.set({ compare: null }) }, icon("close")),
      h(
        "table",
        {},
        h("caption", { text: t("Two years, same scales") }),
        h("thead", {}, h("tr", {}, h("td"),
          h("th", { scope: "col" }, yearField("compare-first", state.year, (year) => store.set({ year }))),
          h("th", { scope: "col" }, yearField("compare-second", state.compare, (compare) => store.set({ compare }))),
          h("th", { scope: "col", text: t("Difference") }))),
        h("tbody", {}, ROWS.map(([message, tell], i) => h("tr", {},
          h("th", { scope: "row", text: t(message) }),
          h("td", { text: tell(left, say) }),
          h("td", { text: tell(right, say) }),
          h("td", { text: sayDifference([left, right], i, say) })))),
      ),
      track,
      h("p.small", { text: t("Only wholes are added up; what has no figure is not in the sums.") }),
    ), () => track);
  }

  return { draw };
}

/** The difference of a row, from the lower readings; the sign is a word of mathematics, not a judgement. */
function sayDifference([left, right], row, say) {
  const value = (side) => [side.low, side.uncounted, side.figures][row];
  const difference = Math.round(value(right) - value(left));
  if (difference === 0) return "0";
  return `${difference > 0 ? "+" : "\u2212"}${say(Math.abs(difference))}`;
}
