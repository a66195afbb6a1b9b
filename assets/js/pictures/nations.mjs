// One small picture for every nationality: people on the move, year by year.

import { readings, sortMovements, sumOf, yearsOf, UNKNOWN } from "./counting.mjs";
import { HATCH, SANS, baseLayout, broken, plain } from "./drawing.mjs";
import { formatNumber } from "../figures.mjs";
import { word } from "../words.mjs";

export const nations = {
  id: "nations",
  title: word("Nationality by nationality"),
  claim: word("Counted: people in movements that took place, each movement once. A figure for several years is spread evenly over them and hatched. Peoples named together stay together, because the source does not divide them."),
  read,
  draw,
  columns: [
    { head: word("Nationality"), value: (entry, say) => say.nation(entry.nation), opens: true },
    { head: word("Year"), value: (entry) => entry.year },
    { head: word("People"), value: (entry) => (entry.counted.length ? entry.low : null), text: (entry, say) => say.perYear(entry), sum: "people" },
    { head: word("Movements without a number"), value: (entry) => entry.uncounted.length || null },
  ],
};

const nationOf = (move) => (move.nationality?.length ? [...move.nationality].sort().join(" ") : UNKNOWN);

/**
 * An entry for every nationality and year that has people or a movement without a number.
 * @returns {{entries, panels: {nation: string, people: number}[], years: number[]}} `spread` of an entry are the
 *   people of it who come from figures for several years
 */
function read(index, state) {
  const sorted = sortMovements(index, state);
  const years = yearsOf(index, state);
  const entries = new Map();
  const entry = (nation, year) => {
    const key = `${nation}>${year}`;
    if (!entries.has(key)) entries.set(key, { key, nation, year, low: 0, high: 0, spread: 0, counted: [], uncounted: [] });
    return entries.get(key);
  };
  const each = (from, to, act) => {
    for (let year = Math.max(from, years[0]); year <= Math.min(to, years[1]); year += 1) act(year);
  };
  for (const group of sorted.groups) {
    const [from, to] = [Math.min(...group.map((move) => move.yearFrom)), Math.max(...group.map((move) => move.yearTo))];
    const length = to - from + 1;
    const { low, high } = readings(group);
    const names = new Set(group.map(nationOf));
    each(from, to, (year) => {
      const found = entry(names.size === 1 ? [...names][0] : UNKNOWN, year);
      found.low += low / length;
      found.high += high / length;
      if (length > 1) found.spread += low / length;
      found.counted.push(...group.map((move) => move.id));
    });
  }
  for (const move of sorted.uncounted) {
    each(move.yearFrom, move.yearTo, (year) => entry(nationOf(move), year).uncounted.push(move.id));
  }
  const all = [...entries.values()];
  return { entries: inOrder(all), panels: panelsOf(all), years, total: sumOf(sorted.groups), uncounted: sorted.uncounted.length, outside: sorted.outside };
}

function panelsOf(entries) {
  const panels = new Map();
  for (const { nation, low, uncounted } of entries) {
    const panel = panels.get(nation) ?? { nation, people: 0, records: 0 };
    panel.people += low;
    panel.records += uncounted.length;
    panels.set(nation, panel);
  }
  return [...panels.values()].sort(
    (a, b) => Number(a.nation === UNKNOWN) - Number(b.nation === UNKNOWN) || b.people - a.people || b.records - a.records,
  );
}

function inOrder(entries) {
  const rank = new Map(panelsOf(entries).map(({ nation }, i) => [nation, i]));
  return entries.sort((a, b) => rank.get(a.nation) - rank.get(b.nation) || a.year - b.year);
}

const PANEL = { width: 270, height: 188, gap: 34, head: 54, foot: 26 };

function draw({ entries, panels, years }, { t, ink, say, lang, width }) {
  const across = Math.max(1, Math.floor((width + PANEL.gap) / (PANEL.width + PANEL.gap)));
  const down = Math.ceil(panels.length / across);
  const size = { width: Math.max(PANEL.width + 60, width), height: down * PANEL.height + 16 };
  const inner = (size.width - 64 - (across - 1) * PANEL.gap) / across;
  const layout = { ...baseLayout(ink, size), margin: { l: 0, r: 0, t: 0, b: 0 }, barmode: "overlay", annotations: [] };
  const traces = [];
  const marks = [];
  panels.forEach(({ nation }, i) => {
    const number = i ? i + 1 : "";
    const mine = entries.filter((entry) => entry.nation === nation);
    const left = 44 + (i % across) * (inner + PANEL.gap);
    const bottom = size.height - Math.floor(i / across) * PANEL.height - PANEL.height + PANEL.foot;
    const top = Math.max(...mine.map((entry) => entry.high), 0);
    const anchor = { xaxis: `x${number}`, yaxis: `y${number}` };
    const span = years[1] - years[0] + 1;
    layout[`xaxis${number}`] = {
      domain: [left / size.width, (left + inner) / size.width],
      anchor: `y${number}`,
      range: [years[0] - 0.6, years[1] + 0.6],
      tickvals: ticksOf(years),
      ticks: "outside",
      ticklen: 4,
      tickcolor: ink.ink3,
      tickfont: { size: 13, color: ink.ink2 },
      showgrid: false,
      zeroline: false,
      showline: true,
      linecolor: ink.ink3,
      fixedrange: true,
    };
    layout[`yaxis${number}`] = {
      domain: [bottom / size.height, (bottom + PANEL.height - PANEL.head - PANEL.foot) / size.height],
      anchor: `x${number}`,
      range: [0, (top || 1) * 1.06],
      tickvals: top ? [top] : [],
      ticktext: top ? [formatNumber(Math.round(top), lang)] : [],
      tickfont: { size: 13, color: ink.ink2 },
      gridcolor: ink.line,
      zeroline: false,
      fixedrange: true,
    };
    layout.annotations.push({
      xref: "paper",
      yref: "paper",
      x: left / size.width,
      y: (bottom + PANEL.height - PANEL.head - PANEL.foot + 6) / size.height,
      xanchor: "left",
      yanchor: "bottom",
      align: "left",
      showarrow: false,
      text: broken(say.nation(nation), Math.floor(inner / 7)).slice(0, 2).map(plain).join("<br>"),
      font: { size: 15, family: SANS, color: ink.ink },
    });
    const bars = (chosen, base, height, marker) => {
      traces.push({ type: "bar", ...anchor, x: chosen.map((entry) => entry.year), base: chosen.map(base), y: chosen.map(height), width: span > 12 ? 0.8 : 0.5, marker, hoverinfo: "skip" });
      marks.push(chosen.map((entry) => entry.key));
    };
    const firm = mine.filter((entry) => entry.low - entry.spread > 1e-9);
    const loose = mine.filter((entry) => entry.spread > 0);
    const open = mine.filter((entry) => entry.high > entry.low);
    const line = { width: 1, color: ink.hue(1) };
    bars(firm, () => 0, (entry) => entry.low - entry.spread, { color: ink.hue(1), line });
    bars(loose, (entry) => entry.low - entry.spread, (entry) => entry.spread, { color: ink.panel, line, pattern: { ...HATCH, solidity: 0.45, fgcolor: ink.hue(1), bgcolor: ink.panel } });
    bars(open, (entry) => entry.low, (entry) => entry.high - entry.low, { color: ink.panel, line });
    const silent = mine.filter((entry) => entry.uncounted.length);
    traces.push({
      type: "scatter",
      mode: "markers",
      ...anchor,
      x: silent.map((entry) => entry.year),
      y: silent.map(() => 0),
      cliponaxis: false,
      marker: { symbol: "diamond", size: 8, color: ink.panel, line: { width: 1.4, color: ink.ink } },
      hoverinfo: "skip",
    });
    marks.push(silent.map((entry) => entry.key));
  });
  return {
    traces,
    marks,
    layout,
    legend: [
      { fill: ink.hue(1), text: t("people, in the year the source names") },
      { fill: ink.panel, hatch: ink.hue(1), text: t("people, a figure for several years spread evenly") },
      { fill: ink.panel, line: ink.hue(1), text: t("up to the highest reading, where sources differ") },
      { diamond: true, fill: ink.panel, line: ink.ink, text: t("a movement without a number speaks of the year") },
      { text: t("Every nationality has its own scale; its highest year stands at the left.") },
    ],
  };
}

/** Years to write under an axis: the ends, and round ones between. */
export function ticksOf([first, last]) {
  if (last - first < 8) return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const round = [1920, 1930, 1940, 1950].filter((year) => year - first > 3 && last - year > 6);
  return [first, ...round, last];
}

