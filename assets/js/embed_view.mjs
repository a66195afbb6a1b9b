// The atlas in a frame: a bare map with its years, a way to the full atlas, and messages to and from the page
// around it.

import { h } from "./dom.mjs";
import { fullQuery, patchFrom, stateMessage } from "./embed.mjs";
import { aboutAtlas } from "./package_words.mjs";

/**
 * @param {{host: HTMLElement, index, store, t, map}} parts
 */
export function startEmbed({ host, index, store, t, map }) {
  const link = new URLSearchParams(window.location.search).get("link") === "off"
    ? null : h("a", { target: "_blank", rel: "noopener" });
  const about = h("h1");
  host.append(...[about, link].filter(Boolean));
  host.hidden = false;
  let framed = "";

  function draw(state) {
    about.textContent = aboutAtlas(t, "name");
    if (!link) return;
    link.textContent = t("Open the full atlas");
    link.href = window.location.pathname + fullQuery(state);
  }

  /** A step of a story comes with its view, a record with its place. */
  function frame(state) {
    const key = state.story ? `${state.story}|${state.step}` : [state.move, state.person].join("|");
    if (key === framed) return;
    framed = key;
    if (state.story) map.frame(index.stories.get(state.story).steps[state.step - 1].camera);
    else if (state.move || state.person) map.frame("fit");
  }

  function tell(state) {
    // What is shown is no secret, so whoever frames the atlas may know it.
    if (window.parent !== window) window.parent.postMessage(stateMessage(state), "*");
  }

  window.addEventListener("message", ({ data, source }) => {
    if (source !== window.parent || source === window) return;
    const patch = patchFrom(data, index);
    if (patch) store.set({ playing: false, ...patch });
  });
  store.subscribe((state) => {
    draw(state);
    frame(state);
    tell(state);
  });
  draw(store.get());
  frame(store.get());
  tell(store.get());
}
