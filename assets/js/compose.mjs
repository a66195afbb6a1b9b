// The map as one picture: Plotly's base, the canvases over it, and a frame with title, year, legend, source.

import { sayWindow } from "./window_words.mjs";

const MARGIN = 24;
const HEAD = 64;
const FOOT = 76;
const SERIF = '"Zholdar Serif", Georgia, serif';
const SANS = '"Zholdar Sans", sans-serif';

/** Plotly's base map as an image of the stage's size. */
export async function baseImage(figure, Plotly, { width, height }) {
  const url = await Plotly.toImage(figure, { format: "svg", width, height });
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/** Paint base and layers onto a context whose origin is the map's corner. */
export function paintMap(ctx, base, layers, { width, height }) {
  ctx.drawImage(base, 0, 0, width, height);
  for (const layer of layers) ctx.drawImage(layer, 0, 0, width, height);
}

/** Lines of a text that fit a width. */
export function wrap(ctx, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (ctx.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The view as a canvas, framed.
 * @param {{base: HTMLImageElement, layers: HTMLCanvasElement[], size, state, words: {title, legend, source}, ink}} parts
 * @param {number} ratio px of the picture per px of the screen
 */
export function composePicture({ base, layers, size, state, words, ink }, ratio = 2) {
  const canvas = document.createElement("canvas");
  canvas.width = (size.width + 2 * MARGIN) * ratio;
  canvas.height = (size.height + HEAD + FOOT) * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  ctx.fillStyle = ink.panel;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = ink.ink;
  ctx.textBaseline = "alphabetic";
  ctx.font = `600 24px ${SERIF}`;
  ctx.fillText(words.title, MARGIN, 42);
  ctx.font = `700 30px ${SERIF}`;
  ctx.textAlign = "right";
  ctx.fillText(sayWindow(state), size.width + MARGIN, 44);
  ctx.textAlign = "left";
  ctx.save();
  ctx.translate(MARGIN, HEAD);
  ctx.beginPath();
  ctx.rect(0, 0, size.width, size.height);
  ctx.clip();
  paintMap(ctx, base, layers, size);
  ctx.restore();
  ctx.font = `13px ${SANS}`;
  ctx.fillStyle = ink.ink2;
  const lines = [...wrap(ctx, words.legend, size.width), ...wrap(ctx, words.source, size.width)];
  lines.slice(0, 4).forEach((line, i) => ctx.fillText(line, MARGIN, HEAD + size.height + 18 + i * 17));
  return canvas;
}

/** The framed view as SVG text: the base stays vectors, what is drawn on canvas goes in as one image. */
export async function composeSvg(figure, Plotly, { layers, size, state, words, ink }) {
  const base = decodeURIComponent((await Plotly.toImage(figure, { format: "svg", ...size })).split(",").slice(1).join(","));
  const over = document.createElement("canvas");
  [over.width, over.height] = [size.width * 2, size.height * 2];
  const ctx = over.getContext("2d");
  for (const layer of layers) ctx.drawImage(layer, 0, 0, over.width, over.height);
  const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const width = size.width + 2 * MARGIN;
  const height = size.height + HEAD + FOOT;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${escape(words.title)}, ${sayWindow(state)}</title>
<rect width="${width}" height="${height}" fill="${ink.panel}"/>
<text x="${MARGIN}" y="42" font-family="Zholdar Serif, Georgia, serif" font-weight="600" font-size="24" fill="${ink.ink}">${escape(words.title)}</text>
<text x="${width - MARGIN}" y="44" text-anchor="end" font-family="Zholdar Serif, Georgia, serif" font-weight="700" font-size="30" fill="${ink.ink}">${sayWindow(state)}</text>
<g transform="translate(${MARGIN} ${HEAD})">${base.replace(/<\?xml[^>]*\?>/, "")}<image href="${over.toDataURL("image/png")}" width="${size.width}" height="${size.height}"/></g>
<text x="${MARGIN}" y="${HEAD + size.height + 18}" font-family="Zholdar Sans, sans-serif" font-size="13" fill="${ink.ink2}">${escape(words.legend)}</text>
<text x="${MARGIN}" y="${HEAD + size.height + 36}" font-family="Zholdar Sans, sans-serif" font-size="13" fill="${ink.ink2}">${escape(words.source)}</text>
</svg>`;
}
