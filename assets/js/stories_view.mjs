// The list of stories, over the map: title, what it is about, how long a lesson takes, what can be printed.

import { h, icon } from "./dom.mjs";
import { stepPatch } from "./story.mjs";

/**
 * @param {{root: HTMLDialogElement, index, store, t, print: (story, kind) => void}} parts
 */
export function createStories({ root, index, store, t, print }) {
  const text = (words) => words?.[store.get().lang] ?? words?.en ?? "";

  function draw() {
    const back = store.get().story && store.get().mode !== "story" ? index.stories.get(store.get().story) : null;
    const parts = [
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: () => root.close() }, icon("close")),
      h("h2", { id: "stories-title", text: t("Stories") }),
      back
        ? h("p", {}, h("button.link", {
            type: "button",
            id: "story-return",
            text: t("Back to {story}").replace("{story}", text(back.title)),
            onclick: () => open(back, store.get().step ?? 1),
          }))
        : null,
      h("ol.story-list", {}, [...index.stories.values()].map((story) =>
        h("li", { "data-story": story.id },
          h("button.story-open", { type: "button", onclick: () => open(story, 1) },
            h("strong", { text: text(story.title) }),
            h("span", { text: text(story.lead) })),
          h("p.story-tools", {},
            h("span.muted", { text: t("{n} steps").replace("{n}", story.steps.length) }),
            story.minutes ? h("span.muted", { text: t("{n} min").replace("{n}", story.minutes) }) : null,
            h("button.link", { type: "button", text: t("Worksheet"), onclick: () => printed(story, "worksheet") }),
            h("button.link", { type: "button", text: t("For the teacher"), onclick: () => printed(story, "teacher") }))))),
    ];
    root.replaceChildren(...parts.filter(Boolean));
  }

  function printed(story, kind) {
    root.close();
    return print(story, kind);
  }

  function open(story, step) {
    root.close();
    store.set(stepPatch(story, step, index.meta.years));
  }

  return {
    open() {
      draw();
      root.showModal();
    },
  };
}
