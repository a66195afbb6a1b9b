// About the atlas: what it is, whose research it rests on, how it was read, what it cannot show, how to report an
// error, and which versions one is looking at.

import { h, icon } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { aboutAtlas } from "./package_words.mjs";
import { reportLink, reportText, viewAddress } from "./report.mjs";
import { word } from "./words.mjs";

const METHOD = [
  word("Words such as about, at least or planned are kept; a range keeps both ends."),
  word("Figures that contradict each other stand side by side and are counted once, as a range."),
  word("A figure that is part of another one is never added to it."),
  word("Nothing is filled in: a year without a figure stays without one."),
];
const COUNTED = {
  places: word("Places"), movements: word("Movements"), populations: word("Figures"), events: word("Events"),
  notes: word("Notes"), people: word("Lives"), conflicts: word("Contradictions"), sources: word("Sources"),
};
const PROGRAMS = { python: "Python", dash: "Dash", plotly: "Plotly", geopandas: "GeoPandas", shapely: "Shapely", pandas: "pandas" };

/** Address of the list of all files; its version names this very build. It lies beside the bundle's folder. */
const listing = (bundle) => new URL("../manifest.json", new URL(bundle, document.baseURI)).href;

/**
 * @param {{root: HTMLDialogElement, opener: HTMLElement, index, store, t, bundle: string,
 *   name: (hit: {kind, id}) => string}} parts bundle is its address
 */
export function createAbout({ root, opener, index, store, t, bundle, name }) {
  const { meta } = index;
  let build = null;

  /** Asked for once; offline the copy answers. */
  async function learnBuild() {
    if (build) return;
    const answer = await fetch(listing(bundle)).catch(() => null);
    if (answer?.ok) build = (await answer.json()).version;
  }

  const list = (items) => h("ul", {}, items.map((text) => h("li", { text })));

  /** Lines of one of the package's texts about itself; none if it does not say. */
  const lines = (name) => (aboutAtlas(t, name) ?? "").split("\n").filter(Boolean);

  /** A part of the window, left out where there is nothing to say. */
  const part = (title, content) => (content ? h("section", {}, h("h3", { text: title }), content) : null);

  function report(record) {
    const text = reportText({
      record: record?.id ?? null,
      title: record ? name(record) : "",
      view: viewAddress(store.get(), window.location),
      version: meta.version,
      build,
    }, t);
    const field = h("textarea", { id: "report-text", rows: 7, "aria-label": t("Text of the report") });
    field.value = text;
    const said = h("span.muted", { role: "status" });
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = t("Report copied");
      } catch {
        // Without the clipboard (plain http) the text is marked, ready for the visitor's own copy.
        field.select();
      }
    };
    const address = root.dataset.report;
    const link = address
      ? h("a.plain-button", {
          id: "report-send", target: "_blank", rel: "noopener", href: reportLink(address, t("Error in the atlas"), text),
          text: address.startsWith("mailto:") ? t("Write a letter") : t("Open the report form"),
        })
      : null;
    field.addEventListener("input", () => {
      if (link) link.href = reportLink(address, t("Error in the atlas"), field.value);
    });
    return h("section.report", { "aria-labelledby": "report-title" },
      h("h3", { id: "report-title", text: t("Report an error") }),
      h("p", { text: t("Say what is wrong and what the printed page says. Send this text to whoever gave you the atlas.") }),
      field,
      h("p.report-tools", {}, h("button.plain-button", { type: "button", id: "report-copy", text: t("Copy"), onclick: copy }), link, said));
  }

  function licence() {
    const { licence: name } = meta.edition;
    const program = t("Program: MIT.");
    return name ? [t("Data: {licence}.").replace("{licence}", name), program].join(" ") : program;
  }

  function versions() {
    const lang = store.get().lang;
    const row = (term, value) => h("div", {}, h("dt", { text: term }), h("dd", { text: value }));
    const { software = {}, counts = {} } = meta;
    return h("section", {},
      h("h3", { text: t("Data and versions") }),
      h("dl.versions", {},
        Object.entries(COUNTED).filter(([id]) => counts[id] !== undefined)
          .map(([id, message]) => row(t(message), formatNumber(counts[id], lang)))),
      h("dl.versions", {},
        row(t("Data"), meta.version),
        build ? row(t("Build"), build) : null,
        Object.entries(software).map(([id, version]) => row(PROGRAMS[id] ?? id, version))),
      h("p.small", { text: aboutAtlas(t, "licence") ?? licence() }));
  }

  function draw(record) {
    root.replaceChildren(...[
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: () => root.close() }, icon("close")),
      h("h2", { id: "about-title", text: t("About the atlas") }),
      h("p.about-lead", { text: aboutAtlas(t, "about") ?? aboutAtlas(t, "subtitle") }),
      part(t("Whose research it rests on"), h("p", { text: aboutAtlas(t, "research") ?? aboutAtlas(t, "source") })),
      part(t("How the figures were read"), list([...lines("method"), ...METHOD.map((id) => t(id))])),
      part(t("What the picture cannot show"), lines("limits").length ? list(lines("limits")) : null),
      report(record),
      versions(),
    ].filter(Boolean));
  }

  /** Open it; with a record ({kind, id}) at the report on it. */
  async function open(record = null) {
    await learnBuild();
    draw(record);
    if (!root.open) root.showModal();
    root.scrollTop = 0;
    if (!record) return;
    root.querySelector(".report").scrollIntoView({ block: "start" });
    root.querySelector("#report-text").focus({ preventScroll: true });
  }

  opener.addEventListener("click", () => open());
  root.addEventListener("click", (event) => {
    if (event.target === root) root.close();
  });
  return { open };
}
