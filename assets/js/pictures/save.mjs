// A picture to take away: title, years and filters, the picture, its legend, what is counted, the source. As SVG that
// carries its letters, and as PNG made from that.

import { SANS, SERIF } from "./drawing.mjs";

const MARGIN = 28;
const LINE = 20;
const SWATCH = 16;

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Lines of a text no wider than `width` px. */
export function wrapText(text, width, measure, size) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (measure(longer, size) <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Strokes of a hatching inside a box of `size` px, as path data; `shape` as Plotly names its patterns. */
export function strokes(shape, size) {
  const half = size / 2;
  const lines = {
    "/": `M0 ${half}L${half} 0M0 ${size}L${size} 0M${half} ${size}L${size} ${half}`,
    "\\": `M${half} 0L${size} ${half}M0 0L${size} ${size}M0 ${half}L${half} ${size}`,
    "-": `M0 ${size * 0.3}H${size}M0 ${size * 0.7}H${size}`,
    "|": `M${size * 0.3} 0V${size}M${size * 0.7} 0V${size}`,
    ".": [0.25, 0.75].flatMap((x) => [0.25, 0.75].map((y) => `M${x * size - 1} ${y * size}h2`)).join(""),
  };
  lines.x = lines["/"] + lines["\\"];
  lines["+"] = lines["-"] + lines["|"];
  return lines[shape] ?? "";
}

/** What stands before a legend's words: shape, fill, hatching. Plain values, for the page and for the file. */
export function swatchParts({ fill, line, hatch, shape = "/", round, diamond }) {
  if (!fill) return [];
  const edge = line ?? hatch ?? fill;
  const half = SWATCH / 2;
  const outline = round
    ? ["circle", { cx: half, cy: half, r: half - 1 }]
    : diamond
      ? ["path", { d: `M${half} 1L${SWATCH - 1} ${half}L${half} ${SWATCH - 1}L1 ${half}Z` }]
      : ["rect", { x: 0.5, y: 0.5, width: SWATCH - 1, height: SWATCH - 1 }];
  return [
    [outline[0], { ...outline[1], fill, stroke: edge, "stroke-width": 1.2 }],
    ...(hatch ? [["path", { d: strokes(shape, SWATCH), stroke: hatch, "stroke-width": 1.4, fill: "none" }]] : []),
  ];
}

const tag = ([name, attributes]) =>
  `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${escape(String(value))}"`).join(" ")}/>`;

/**
 * The whole picture as SVG text.
 * @param {string} inner what Plotly drew, as an svg element
 * @param {{width: number, height: number}} size of it
 * @param {{title: string, state: string, legend: object[], claim: string, outside: string, source: string}} words
 * @param {object} ink
 * @param {(text: string, size: number) => number} measure
 * @param {string} [fonts] font faces as CSS
 */
export function composeFile(inner, size, words, ink, measure, fonts = "") {
  const room = Math.max(size.width, 480);
  const width = room + 2 * MARGIN;
  const parts = [];
  let y = MARGIN;
  const say = (text, { size: letters, family = SANS, weight = 400, color = ink.ink, gap = 6 }) => {
    for (const line of wrapText(text, room, measure, letters)) {
      y += letters;
      parts.push(`<text x="${MARGIN}" y="${y}" font-family="${escape(family)}" font-size="${letters}" font-weight="${weight}" fill="${color}">${escape(line)}</text>`);
      y += gap;
    }
  };
  say(words.title, { size: 26, family: SERIF, weight: 600 });
  say(words.state, { size: 15, color: ink.ink2 });
  y += 10;
  parts.push(`<g transform="translate(${MARGIN} ${y})">${inner}</g>`);
  y += size.height + 16;
  let x = MARGIN;
  for (const item of words.legend) {
    const wide = (item.fill ? SWATCH + 8 : 0) + measure(item.text, 14) + 24;
    if (x > MARGIN && x + wide > MARGIN + room) {
      x = MARGIN;
      y += LINE + 4;
    }
    parts.push(`<g transform="translate(${x} ${y})">${swatchParts(item).map(tag).join("")}<text x="${item.fill ? SWATCH + 8 : 0}" y="13" font-family="${escape(SANS)}" font-size="14" fill="${ink.ink}">${escape(item.text)}</text></g>`);
    x += wide;
  }
  y += LINE + 12;
  for (const text of [words.claim, words.outside, words.source].filter(Boolean)) say(text, { size: 13, color: ink.ink2 });
  const height = Math.ceil(y + MARGIN - 8);
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${escape(`${words.title}. ${words.state}`)}</title>${fonts ? `<style>${fonts}</style>` : ""}
<rect width="${width}" height="${height}" fill="${ink.panel}"/>
${parts.join("\n")}
</svg>`;
}

/** Whether a CSS unicode-range holds any of these characters. */
export function covers(range, text) {
  if (!range) return true;
  const ends = range.split(",").map((part) => {
    const [from, to] = part.trim().replace(/^u\+/i, "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)];
  });
  return [...text].some((letter) => ends.some(([from, to]) => from <= letter.codePointAt(0) && letter.codePointAt(0) <= to));
}

async function asData(url) {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(text)}`;
}

/** The page's upright font faces that hold letters of a text, with the font in them. */
export async function fontFaces(text) {
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => ({ rule, home: sheet.href })));
  const wanted = faces.filter(({ rule: { style } }) =>
    style.getPropertyValue("font-style") !== "italic" && covers(style.getPropertyValue("unicode-range"), text));
  const css = await Promise.all(wanted.map(async ({ rule: { style }, home }) => {
    const [, address] = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue("src"));
    const said = ["font-family", "font-style", "font-weight", "unicode-range"].map((name) => `${name}:${style.getPropertyValue(name)}`);
    return `@font-face{${said.join(";")};src:url(${await asData(new URL(address, home))}) format("woff2")}`;
  }));
  return css.join("");
}

/** SVG text as a PNG of twice its size. */
export async function toPng(svg, ratio = 2) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * ratio, image.height * ratio];
  const ctx = canvas.getContext("2d");
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
