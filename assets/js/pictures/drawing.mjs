// What the pictures have in common: type, ink, and how a figure is written on them. Pure.

import { formatNumber } from "../figures.mjs";

export const SANS = '"Zholdar Sans", "Segoe UI", sans-serif';
export const SERIF = '"Zholdar Serif", Georgia, serif';
/** Lines of hatching for what has no number: never a plain colour. */
export const HATCH = { shape: "/", size: 7, solidity: 0.14 };

/** Plotly reads a few tags in its texts; what people wrote must stay what it is. */
export const plain = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A text in lines of some letters, broken between words. */
export function broken(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (longer.length <= letters) lines[lines.length - 1] = longer;
    else if (lines.at(-1)) lines.push(word);
    else lines[0] = word;
  }
  return lines;
}

/** "12,000", or "12,000–15,000" where readings differ. */
export function sayRange({ low, high }, lang) {
  const [from, to] = [low, high].map((value) => formatNumber(Math.round(value), lang));
  return from === to ? from : `${from}\u2013${to}`;
}

/** Layout that every picture starts from. */
export function baseLayout(ink, size) {
  return {
    ...size,
    autosize: false,
    paper_bgcolor: ink.panel,
    plot_bgcolor: ink.panel,
    font: { family: SANS, size: 14, color: ink.ink },
    showlegend: false,
    hovermode: false,
    dragmode: false,
    bargap: 0,
    barmode: "overlay",
  };
}

/** An axis that only carries names. */
export const nameAxis = (ink, rest) => ({
  showgrid: false,
  zeroline: false,
  showline: false,
  ticks: "",
  ticklabelstandoff: 6,
  fixedrange: true,
  tickfont: { family: SANS, size: 14, color: ink.ink },
  ...rest,
});

/** How wide the longest of some texts is, in px. */
export const widest = (lines, measure, size) => Math.ceil(Math.max(0, ...lines.flat().map((line) => measure(line, size))));
