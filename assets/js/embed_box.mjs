// "Embed": the code for another page, and how it will look there.

import { h } from "./dom.mjs";
import { embedCode, embedQuery } from "./embed.mjs";
import { aboutAtlas } from "./package_words.mjs";

const HEIGHTS = [400, 520, 680];

/**
 * A box for the share dialog.
 * @param {{state: object, t, copy: (text: string, said: string) => void}} parts
 */
export function createEmbedBox({ state, t, copy }) {
  const link = h("input", { type: "checkbox", checked: true, id: "embed-link", onchange: draw });
  const height = h("select", { id: "embed-height", onchange: draw }, HEIGHTS.map((px) =>
    h("option", { value: String(px), text: `${px} px`, selected: px === 520 })));
  const code = h("textarea", { id: "embed-code", readonly: true, rows: 4, spellcheck: "false", "aria-label": t("Code for another page") });
  const preview = h("iframe", { id: "embed-preview", title: t("Preview") });

  const frame = h("div.embed-frame", {}, preview);

  function draw() {
    const url = new URL(window.location.pathname + embedQuery(state, { link: link.checked }), window.location.href).href;
    code.value = embedCode({ url, title: aboutAtlas(t, "name"), height: Number(height.value) });
    if (preview.src !== url) preview.src = url;
    preview.style.height = `${height.value}px`;
    frame.style.height = `${Number(height.value) / 2}px`;
  }

  draw();
  return h("section.embed-box", { "aria-label": t("Embed") },
    h("div.share-row", {},
      h("label.check", {}, link, h("span", { text: t("With a link to the full atlas") })),
      h("label.check", {}, h("span", { text: t("Height") }), height)),
    code,
    h("button.plain-button", { type: "button", id: "copy-embed", text: t("Copy"), onclick: () => copy(code.value, t("Code copied")) }),
    h("p.small", { text: t("Preview, at half its size") }),
    frame);
}
