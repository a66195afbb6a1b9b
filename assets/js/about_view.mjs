// About the atlas: what it is, whose research it rests on, how it was read, what it cannot show, how to report an
// error, and which versions one is looking at.

import { h, icon } from "./dom.mjs";
import { formatNumber } from "./figures.mjs";
import { reportLink, reportText, viewAddress } from "./report.mjs";
import { word } from "./words.mjs";

const METHOD = [
  word("Every figure leads to its printed page and to the work or file that the author cites there."),
  word("Words such as about, at least or planned are kept; a range keeps both ends."),
  word("Figures that contradict each other stand side by side and are counted once, as a range."),
  word("A figure that is part of another one is never added to it."),
  word("Nothing is filled in: a year without a figure stays without one."),
];
const LIMITS = [
  word("It shows what one author found and told, not how many people came."),
  word("Most movements are known by country only; lines join places, they are no routes."),
  word("Borders are approximated by present-day units."),
  word("Coordinates, and the years in which places began or ended, come mostly from general reference works."),
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

  const list = (items) => h("ul", {}, items.map((id) => h("li", { text: t(id) })));

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
      h("p.small", { text: t("Data: CC BY 4.0. Boundaries: public domain. Program: MIT.") }));
  }

  function draw(record) {
    root.replaceChildren(
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: () => root.close() }, icon("close")),
      h("h2", { id: "about-title", text: t("About the atlas") }),
      h("p.about-lead", { text: t("Zholdar (Kazakh for roads) is an atlas of the Europeans who came to the Soviet Union between 1917 and 1956: political emigrants, engineers and workers, farming communes, refugees, evacuees, deportees and prisoners.") }),
      h("section", {},
        h("h3", { text: t("Whose research it rests on") }),
        h("p", { text: t("All evidence comes from one doctoral dissertation in Kazakh on Soviet policy towards European emigrants and immigrants, read line by line. Its author worked in archives of Moscow and Kazakhstan and with the literature. The atlas has not seen those files: if the author misread one, so does the atlas.") })),
      h("section", {}, h("h3", { text: t("How the figures were read") }), list(METHOD)),
      h("section", {}, h("h3", { text: t("What the picture cannot show") }), list(LIMITS)),
      report(record),
      versions(),
    );
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
