// Presenting a story: the keys of a presenter's remote, a black screen, a clock, and notes in a second window
// that hears of every step over a BroadcastChannel.

import { LEAVE } from "./story.mjs";

export const CHANNEL = "zholdar-presenter";

/** What a key means while a story is shown: "next", "back", "first", "last", "black", "notes", "leave" or null. */
export function meaning(key) {
  const keys = {
    PageDown: "next", ArrowRight: "next", Enter: "next",
    PageUp: "back", ArrowLeft: "back",
    Home: "first", End: "last",
    b: "black", B: "black", ".": "black",
    n: "notes", N: "notes",
    Escape: "leave",
  };
  return keys[key] ?? null;
}

/** What the notes window shows. Pure. */
export function notesOf(index, state, t) {
  if (state.mode !== "story") return null;
  const story = index.stories.get(state.story);
  const text = (words) => words?.[state.lang] ?? words?.en ?? "";
  const step = story.steps[state.step - 1];
  const next = story.steps[state.step];
  return {
    lang: state.lang,
    story: text(story.title),
    step: state.step,
    steps: story.steps.length,
    title: text(step.title),
    note: text(step.note),
    question: text(step.question),
    answer: text(step.answer),
    next: next ? text(next.title) : "",
    words: { next: t("Next"), question: t("Question"), answer: t("Answer"), time: t("Time"), notes: t("Presenter notes"), end: t("End of the story") },
  };
}

/**
 * @param {{index, store, t, story: {move, goTo}, notesUrl: string, black: HTMLElement}} parts
 */
export function watchPresenter({ index, store, t, story, notesUrl, black }) {
  const channel = new BroadcastChannel(CHANNEL);
  const tell = () => channel.postMessage(notesOf(index, store.get(), t));
  // A notes window that has just opened asks for the step.
  channel.onmessage = ({ data }) => {
    if (data === "hello") tell();
    else if (data === "next") story.move(1);
    else if (data === "back") story.move(-1);
  };
  store.subscribe((state, previous) => {
    if (["mode", "story", "step", "lang"].some((key) => state[key] !== previous[key])) tell();
  });

  const openNotes = () => window.open(notesUrl, "zholdar-notes", "width=720,height=560");
  const acts = {
    next: () => story.move(1),
    back: () => story.move(-1),
    first: () => story.goTo(1),
    last: () => story.goTo(index.stories.get(store.get().story).steps.length),
    black: () => {
      black.hidden = !black.hidden;
    },
    notes: openNotes,
    leave: () => (black.hidden ? store.set(LEAVE) : acts.black()),
  };
  black.addEventListener("click", acts.black);
  document.addEventListener(
    "keydown",
    (event) => {
      if (store.get().mode !== "story" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]")) return;
      const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "range";
      const pressing = ["BUTTON", "A", "SUMMARY"].includes(event.target.tagName) && event.key === "Enter";
      const act = meaning(event.key);
      if (!act || typing || pressing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      acts[act]();
    },
    { capture: true },
  );
  return { openNotes };
}
