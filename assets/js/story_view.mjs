// The panel of a story: one figure, one text, one source, a question; and the steps as dots.

import { abbreviationList } from "./abbreviations.mjs";
import { citations } from "./citation_view.mjs";
import { h, keepFocus } from "./dom.mjs";
import { choicesOf, LEAVE, neighbour, sayNumber, stepPatch } from "./story.mjs";
import { sayWindow } from "./window_words.mjs";

/**
 * @param {{root: HTMLElement, index, store, t, map}} parts
 */
export function createStory({ root, index, store, t, map }) {
  const { years } = index.meta;
  let drawn = "";
  let shownStep = null;

  const text = (words) => words?.[store.get().lang] ?? words?.en ?? "";

  function goTo(number) {
    const story = index.stories.get(store.get().story);
    if (story && number) store.set(stepPatch(story, number, years));
  }

  function move(by) {
    const { story, step } = store.get();
    const next = neighbour(index.stories.get(story), step, by);
    if (next) goTo(next);
  }

  function question(step, key) {
    const asked = text(step.question);
    if (!asked) return null;
    const choices = choicesOf(step, store.get().lang);
    const answer = h("p.answer", { hidden: true, role: "status" });
    const say = (right) => {
      const verdict = right ? t("Yes.") : t("Not quite.");
      answer.textContent = right === null ? text(step.answer) : `${verdict} ${text(step.answer)}`;
      answer.hidden = false;
    };
    return h(
      "section.question",
      { "aria-label": t("Question") },
      h("p.asked", { text: asked }),
      choices.length
        ? h("div.choices", {}, choices.map((choice, i) =>
            h("button", {
              type: "button",
              name: key,
              text: choice,
              onclick: (event) => {
                for (const other of event.target.parentElement.children) other.setAttribute("aria-pressed", "false");
                event.target.setAttribute("aria-pressed", "true");
                say(i + 1 === step.correct);
              },
            })))
        : h("button.link", { type: "button", text: t("What a good answer mentions"), onclick: () => say(null) }),
      answer,
    );
  }

  function dots(story, now) {
    return h(
      "ol.dots",
      { "aria-label": t("Steps") },
      story.steps.map((step, i) =>
        h("li", {}, h("button", {
          type: "button",
          id: `story-step-${i + 1}`,
          "aria-label": `${i + 1}. ${text(step.title)}`,
          "aria-current": i + 1 === now ? "step" : undefined,
          class: i + 1 < now ? "seen" : "",
          onclick: () => goTo(i + 1),
        }))),
    );
  }

  function arrow(id, label, name, by, enabled) {
    return h("button", { type: "button", id, "aria-label": label, disabled: !enabled, onclick: () => move(by) },
      h(`span.glyph.glyph-${name}`, { "aria-hidden": "true" }));
  }

  function draw() {
    const state = store.get();
    const begins = root.hidden;
    const left = root.contains(document.activeElement);
    root.hidden = state.mode !== "story";
    if (root.hidden) {
      drawn = "";
      // By keyboard one goes on where the story has left the map.
      if (left) document.getElementById("map-stage").focus({ preventScroll: true });
      return;
    }
    const key = [state.story, state.step, state.lang].join("|");
    if (key === drawn) return;
    drawn = key;
    const story = index.stories.get(state.story);
    const step = story.steps[state.step - 1];
    const body = h(
      "div.story-body",
      { tabindex: -1 },
      h("p.story-when", { text: sayWindow(state) }),
      h("h2", { text: text(step.title) }),
      step.figure
        ? h("div.story-figure", {},
            h("span", { class: `story-number${step.figure.length > 5 ? " long" : ""}`, text: sayNumber(step.figure, state.lang) }),
            h("span.story-label", { text: text(step.figureLabel) }))
        : null,
      h("p.story-text", { text: text(step.text) }),
      h("div.story-source", {}, citations(index, step.recordIds.slice(0, 3), t)),
      question(step, key),
    );
    const short = abbreviationList(body, index.abbreviations, state.lang, t("Abbreviations"));
    if (short) body.append(short);
    const panel = () => root.replaceChildren(
      h("div.story-head", {},
        h("button.link", { type: "button", id: "story-list", text: t("All stories"), onclick: () => document.getElementById("stories-open").click() }),
        h("button.link", { type: "button", id: "story-leave", text: t("Explore from here"), onclick: () => store.set(LEAVE) })),
      body,
      h("nav.story-nav", { "aria-label": t("Steps") },
        arrow("story-back", t("Step back"), "back", -1, neighbour(story, state.step, -1)),
        dots(story, state.step),
        arrow("story-next", t("Next step"), "forward", 1, neighbour(story, state.step, 1))),
    );
    keepFocus(root, panel, () => body);
    // What opened the story is not on the screen any more.
    if (begins && !document.activeElement?.checkVisibility()) body.focus({ preventScroll: true });
    document.getElementById("story-title").textContent = text(story.title);
    const place = `${state.story}|${state.step}`;
    if (place !== shownStep) {
      shownStep = place;
      map.frame(step.camera);
    }
  }

  return { draw, move, goTo };
}
