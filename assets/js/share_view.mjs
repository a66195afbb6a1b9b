// Sharing: the address, a code for phones, the view as picture, the film as file, the view as a story step.

import { h, icon } from "./dom.mjs";
import { createEmbedBox } from "./embed_box.mjs";
import { recordingType } from "./film.mjs";
import { copyText, save } from "./save.mjs";
import { stepRow } from "./story.mjs";

/**
 * @param {{root: HTMLDialogElement, index, store, t, picture, svg, film, qrUrl: (search: string) => string|null,
 *   takeAway: () => HTMLElement}} parts
 */
export function createShare({ root, index, store, t, picture, svg, film, qrUrl, takeAway }) {
  const note = h("p.share-said", { role: "status" });
  const say = (words) => {
    note.textContent = words;
  };

  const fileName = (end) => `zholdar-${store.get().span?.join("-") ?? store.get().year}.${end}`;

  async function copy(text, said) {
    say((await copyText(text)) ? said : text);
  }

  async function savePng() {
    const canvas = await picture();
    canvas.toBlob((blob) => save(blob, fileName("png")), "image/png");
  }

  async function saveSvg() {
    save(new Blob([await svg()], { type: "image/svg+xml" }), fileName("svg"));
  }

  async function saveFilm() {
    const stop = new AbortController();
    const bar = h("progress", { max: 1, value: 0, "aria-label": t("The film is being recorded") });
    const cancel = h("button.plain-button", { type: "button", text: t("Cancel"), onclick: () => stop.abort() });
    const box = h("div.film-progress", {}, bar, cancel);
    document.getElementById("map-area").append(box);
    root.close();
    const blob = await film({ progress: (share) => { bar.value = share; }, signal: stop.signal });
    box.remove();
    if (blob) save(blob, fileName("webm"));
  }

  const action = (id, text, act) => h("button.plain-button", { type: "button", id, text, onclick: act });

  function open() {
    const address = h("input", { type: "text", readonly: true, value: window.location.href, "aria-label": t("Address of this view") });
    const code = qrUrl(window.location.search);
    say("");
    const parts = [
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: () => root.close() }, icon("close")),
      h("h2", { id: "share-title", text: t("Share this view") }),
      h("div.share-row", {}, address, action("copy-address", t("Copy"), () => copy(window.location.href, t("Address copied")))),
      code
        ? h("figure.qr", {},
            h("img", { src: code, alt: t("Code that opens this view on a phone"), width: 220, height: 220 }),
            h("figcaption", { text: t("Join on your phone") }))
        : null,
      h("div.share-actions", {},
        action("save-png", t("Save picture (PNG)"), savePng),
        action("save-svg", t("Save picture (SVG)"), saveSvg),
        recordingType() ? action("save-film", t("Save film (WebM)"), saveFilm) : null,
        action("copy-step", t("Copy as story step"), () => copy(stepRow(store.get(), index.meta.storyColumns), t("Story step copied"))),
        action("show-embed", t("Embed"), ({ target }) => {
          target.hidden = true;
          note.before(createEmbedBox({ state: store.get(), t, copy }));
        })),
      note,
      takeAway(),
    ];
    root.replaceChildren(...parts.filter(Boolean));
    root.showModal();
  }

  return { open };
}
