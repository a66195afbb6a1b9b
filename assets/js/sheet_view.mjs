// What goes on paper: a worksheet for the class (three maps, figures, questions, sources) and a page for the
// teacher (aims, time, words in every language, answers). Real pages, printed by the browser.

import { sayReference } from "./citation.mjs";
import { shortCitation, distinct } from "./citation_view.mjs";
import { h, icon } from "./dom.mjs";
import { aboutAtlas } from "./package_words.mjs";
import { languageOf } from "./scripts.mjs";
import { choicesOf, keySteps, sayNumber, stepPatch } from "./story.mjs";

/**
 * @param {{root: HTMLDialogElement, index, store, t, picture: () => Promise<HTMLCanvasElement>}} parts
 *   picture gives the present view as a canvas
 */
export function createSheet({ root, index, store, t, picture }) {
  const text = (words) => words?.[store.get().lang] ?? words?.en ?? "";
  const citationsOf = (step) => distinct(step.recordIds.flatMap((id) => index.citations[id] ?? [])).slice(0, 4);
  const cited = (step) => citationsOf(step).map((citation) => shortCitation(citation, t)).join("; ");

  async function mapOf(story, number) {
    store.set(stepPatch(story, number, index.meta.years));
    const canvas = await picture();
    const step = story.steps[number - 1];
    const when = sayNumber(String(step.span ?? step.year), store.get().lang);
    return h("figure", {},
      h("img", { src: canvas.toDataURL("image/png"), alt: text(step.title) }),
      h("figcaption", { text: `${when}. ${text(step.title)}` }));
  }

  /**
   * Maps of the key steps, drawn by showing each step once: as wide as the sheet, whatever the screen
   * (assets/css/story.css).
   */
  async function maps(story) {
    const before = store.get();
    const images = [];
    root.parentElement.classList.add("draws-sheet");
    try {
      for (const number of keySteps(story)) images.push(await mapOf(story, number));
    } finally {
      root.parentElement.classList.remove("draws-sheet");
      store.set(before);
    }
    return images;
  }

  /** The author's references behind the numbers in brackets, where they are printed. */
  function references(steps) {
    const numbers = new Set(steps.flatMap(citationsOf).flatMap(({ source }) => (source ?? "").split(";").filter(Boolean)));
    return [...numbers]
      .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
      .map((number) => [number, sayReference(index.sources.get(number))])
      .filter(([, said]) => said)
      .map(([number, said]) => h("li", { lang: languageOf(said, store.get().lang), text: `[${number}] ${said}` }));
  }

  async function worksheet(story) {
    const figures = await maps(story);
    const asked = story.steps.filter((step) => text(step.question));
    const figured = story.steps.filter((step) => step.figure);
    return [
      h("h1", { text: text(story.title) }),
      h("p.lead", { text: text(story.lead) }),
      h("p.name-line", {}, t("Name"), ": ______________________ ", t("Class"), ": ________"),
      h("div.sheet-maps", {}, figures),
      h("h2", { text: t("Figures") }),
      h("ul", {}, figured.map((step) =>
        h("li", {}, h("b", { text: sayNumber(step.figure, store.get().lang) }), ` ${text(step.figureLabel)} `, h("span.muted", { text: `(${cited(step)})` })))),
      h("h2", { text: t("Questions") }),
      h("ol", {}, asked.map((step) => {
        const choices = choicesOf(step, store.get().lang);
        return h("li", {}, h("p", { text: text(step.question) }),
          choices.length
            ? h("ul.boxes", {}, choices.map((choice) => h("li", { text: choice })))
            : h("p.lines", { "aria-hidden": "true" }));
      })),
      h("h2", { text: t("Sources") }),
      h("p", { text: aboutAtlas(t, "figures") ?? aboutAtlas(t, "source") }),
      h("ul.references", {}, references(figured)),
    ];
  }

  function teacher(story) {
    const [first, ...others] = index.meta.languages;
    return [
      h("h1", { text: text(story.title) }),
      h("p.lead", { text: text(story.lead) }),
      h("h2", { text: t("Aims") }),
      h("ul", {}, text(story.aims).split("|").map((aim) => h("li", { text: aim.trim() }))),
      h("p", { text: t("Time: {n} min, {m} steps").replace("{n}", story.minutes ?? "?").replace("{m}", story.steps.length) }),
      h("h2", { text: t("Words") }),
      h("table", {}, h("tbody", {}, story.vocabulary.map((word) => h("tr", {},
        // The first language last: it is the one most classes translate into.
        [...others, first].map((lang) => h("td", { lang, text: word.term[lang] })),
        h("td", { text: text(word.meaning) }))))),
      h("h2", { text: t("Steps and answers") }),
      h("ol", {}, story.steps.map((step) => h("li", {},
        h("p", {}, h("b", { text: text(step.title) }), ` ${text(step.note)}`),
        text(step.question) ? h("p", {}, h("i", { text: text(step.question) }), ` ${text(step.answer)}`) : null,
        h("p.muted", { text: cited(step) })))),
    ];
  }

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    root.close();
  });

  async function open(story, kind) {
    const sheet = h("article.sheet", {}, kind === "teacher" ? teacher(story) : await worksheet(story));
    root.dataset.kind = kind;
    root.replaceChildren(
      h("div.sheet-tools", {},
        h("button.plain-button", { type: "button", text: t("Print"), onclick: () => window.print() }),
        h("button.close", { type: "button", "aria-label": t("Close"), onclick: () => root.close() }, icon("close"))),
      sheet,
    );
    // Not modal: a window in the browser's top layer prints only what fits the screen.
    root.show();
    root.focus();
  }

  return { open };
}
