// "Take away": what the map shows now, and the whole data set, as files.

import { viewFacts } from "./citation.mjs";
import { atlasAddress, citeBox } from "./cite_box.mjs";
import { h } from "./dom.mjs";
import { formatDecimal, formatNumber } from "./figures.mjs";
import { saveText, today } from "./save.mjs";
import { viewCsv, viewCsvw, viewFileName, viewGeojson, viewRows } from "./view_table.mjs";
import { sayWindow } from "./window_words.mjs";
import { word } from "./words.mjs";

const ABOUT = {
  "zholdar.gpkg": word("Everything for QGIS and GeoPandas, with styles"),
  "sites.geojson": word("Places"),
  "movements.geojson": word("Movements"),
  "places.lp.json": word("Gazetteer in the Linked Places format"),
  "datapackage.json": word("Description of all tables"),
  "CITATION.cff": word("How to cite the data set"),
  "citation.bib": word("How to cite the data set"),
  "citation.json": word("How to cite the data set"),
};

/**
 * @param {{index, store, t, scene: () => object, dataUrl: string}} parts dataUrl is the address of the files'
 *   folder, ending in "/"
 */
export function createTakeAway({ index, store, t, scene, dataUrl }) {
  const { version, licence } = index.meta.edition;
  const address = () => atlasAddress(index) + window.location.search;
  const fileName = (end) => viewFileName(store.get(), version, end);
  const button = (id, text, act) => h("button.plain-button", { type: "button", id, text, onclick: act });

  /** Files of the present view, and how to cite it. */
  function viewPart() {
    return [
      h("h3.part", { text: t("What the map shows in {year}").replace("{year}", sayWindow(store.get())) }),
      h("div.share-actions", {},
        button("save-csv", t("Table (CSV)"), () => saveText(viewCsv(index, store.get(), scene()), fileName("csv"), "text/csv")),
        button("save-csvw", t("Its columns explained (JSON)"), () =>
          saveText(viewCsvw(index, { name: fileName("csv"), url: address() }), fileName("csv-metadata.json"), "application/csvm+json")),
        button("save-geojson", t("Map data (GeoJSON)"), () =>
          saveText(viewGeojson(index, store.get(), scene(), address()), fileName("geojson"), "application/geo+json"))),
      citeBox({ t, title: t("Cite this view"), facts: viewCitation }),
    ];
  }

  function viewCitation() {
    const state = store.get();
    return viewFacts(index, {
      title: t("What the map shows in {year}").replace("{year}", sayWindow(state)),
      ids: viewRows(index, state, scene()).map((row) => row.record_id),
      url: address(),
      state,
      today: today(),
    });
  }

  const size = (bytes) => {
    const { lang } = store.get();
    return bytes >= 1e6
      ? t("{n} MB").replace("{n}", formatDecimal(bytes / 1e6, lang, 1))
      : t("{n} kB").replace("{n}", formatNumber(Math.max(1, Math.round(bytes / 1e3)), lang));
  };

  function fileRow({ name, bytes }) {
    const about = name.endsWith(".csv") ? t("Table") : t(ABOUT[name] ?? name);
    return h("li", {},
      h("a", { href: dataUrl + name, download: name, text: name }),
      h("span.small", { text: [about, size(bytes)].join(" \u00b7 ") }));
  }

  /** The whole data set; the list comes from where the files are. */
  function wholePart() {
    const list = h("ul.files", {});
    const licensed = t("Version {version}, licence {licence}.").replace("{version}", version).replace("{licence}", licence);
    const box = h("details.whole", { id: "take-away" },
      h("summary", { text: t("The whole data set") }), h("p.small", { text: licensed }), list);
    box.addEventListener("toggle", async () => {
      if (!box.open || list.children.length) return;
      try {
        const response = await fetch(`${dataUrl}files.json`);
        if (!response.ok) throw new Error(String(response.status));
        const { files } = await response.json();
        list.replaceChildren(...files.map(fileRow));
      } catch {
        list.replaceChildren(h("li", { text: t("The files cannot be reached now; they are not part of the offline copy.") }));
      }
    });
    return box;
  }

  return () => h("section.take-away", { "aria-labelledby": "take-away-title" },
    h("h2", { id: "take-away-title", text: t("Take away") }), ...viewPart(), wholePart());
}
