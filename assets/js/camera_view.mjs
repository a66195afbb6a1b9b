// Views that a tap brings: presets, and what is selected.

import { camerasOf, selectionPoints } from "./cameras.mjs";
import { h } from "./dom.mjs";
import { word } from "./words.mjs";

const FIT = word("What is selected");

/**
 * @param {{root: HTMLDetailsElement, index, store, t, map}} parts
 */
export function createCameras({ root, index, store, t, map }) {
  const button = (message, show) =>
    h("button", {
      type: "button",
      "data-word": message,
      text: t(message),
      onclick: () => {
        root.open = false;
        show();
      },
    });
  const fit = button(FIT, () => {
    const points = selectionPoints(index, store.get());
    if (points) map.show(points);
  });
  root.append(
    h("div.camera-list", {},
      [...camerasOf(index)].map(([id, points], i) =>
        button(["camera", id].join(":"), () => (i ? map.show(points) : map.reset()))),
      fit),
  );
  return {
    draw() {
      fit.disabled = !selectionPoints(index, store.get());
    },
  };
}
