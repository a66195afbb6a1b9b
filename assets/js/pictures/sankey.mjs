// From where, why, to where: bands from country of origin through category to region of destination.

import { DIFFERS, UNKNOWN, countryOf, regionOf, sortMovements, sumOf, tally } from "./counting.mjs";
import { SANS, baseLayout, plain, sayRange } from "./drawing.mjs";
import { word } from "../words.mjs";

export const sankey = {
  id: "sankey",
  title: word("From where, why, to where"),
  claim: word("Counted: people in movements that took place, each movement once. Width is the lower reading of a figure. A movement without a number has no width: it stands in the list under the picture."),
  read,
  draw,
  columns: [
    { head: word("From"), value: (entry, say) => say.place(entry.keys[0]), opens: true },
    { head: word("Why"), value: (entry, say) => say.category(entry.keys[1]) },
    { head: word("To"), value: (entry, say) => say.place(entry.keys[2]) },
    { head: word("People"), value: (entry) => (entry.counted.length ? entry.low : null), text: (entry, say) => say.people(entry), sum: "people" },
    { head: word("Movements without a number"), value: (entry) => entry.uncounted.length || null, sum: "uncounted" },
  ],
};

/** Every path from origin through category to destination. */
function read(index, state) {
  const sorted = sortMovements(index, state);
  const entries = tally(sorted, (move) => [
    countryOf(index, move.origin),
    move.category,
    regionOf(index, move.destination),
  ]);
  entries.sort((a, b) => b.low - a.low || b.uncounted.length - a.uncounted.length || a.key.localeCompare(b.key));
  return { entries, families: index.families, total: sumOf(sorted.groups), uncounted: sorted.uncounted.length, outside: sorted.outside };
}

const last = (name) => Number(name === UNKNOWN) + Number(name === DIFFERS);

/**
 * Nodes of the three columns and bands between them. A band of the left half joins all paths of an origin and a
 * category, one of the right half all of a category and a destination; both add up to the same people.
 * @returns {{nodes: object[], links: object[]}} each with `keys`, the entries it stands for
 */
export function flow(entries) {
  const counted = entries.filter((entry) => entry.counted.length && entry.low > 0);
  const nodes = new Map();
  const links = new Map();
  const grow = (map, id, first, entry) => {
    if (!map.has(id)) map.set(id, { id, ...first, low: 0, high: 0, keys: [] });
    const found = map.get(id);
    found.low += entry.low;
    found.high += entry.high;
    found.keys.push(entry.key);
    return found;
  };
  for (const entry of counted) {
    const ids = entry.keys.map((name, side) => `${side}:${name}`);
    ids.forEach((id, side) => grow(nodes, id, { side, name: entry.keys[side] }, entry));
    for (const side of [0, 1]) grow(links, `${ids[side]}>${ids[side + 1]}`, { side, from: ids[side], to: ids[side + 1], category: entry.keys[1] }, entry);
  }
  const sorted = [...nodes.values()].sort((a, b) => a.side - b.side || last(a.name) - last(b.name) || b.low - a.low);
  return { nodes: sorted, links: [...links.values()] };
}

/** Height at which every node of a column finds room for its name. */
const heightFor = (nodes) => Math.max(360, ...[0, 1, 2].map((side) => nodes.filter((node) => node.side === side).length * 34 + 40));

function draw({ entries, families }, { t, ink, say, lang, width }) {
  const { nodes, links } = flow(entries);
  const size = { width: Math.max(760, width), height: heightFor(nodes) };
  const at = new Map(nodes.map((node, i) => [node.id, i]));
  const colour = (category) => ink.family[families.get(category)] ?? ink.ink3;
  const name = (node) => (node.side === 1 ? say.category(node.name) : say.place(node.name));
  const used = [...new Set(nodes.filter((node) => node.side === 1).map((node) => node.name))];
  return {
    traces: [{
      type: "sankey",
      arrangement: "fixed",
      hoverinfo: "skip",
      valueformat: ",.0f",
      textfont: { family: SANS, size: 14, color: ink.ink },
      domain: { x: [0, 1], y: [0, 1] },
      node: {
        label: nodes.map((node) => `${plain(name(node))}  ${sayRange(node, lang)}`),
        color: nodes.map((node) => (node.side === 1 ? colour(node.name) : ink.ink3)),
        pad: 18,
        thickness: 14,
        line: { width: 0 },
        hoverinfo: "skip",
      },
      link: {
        source: links.map((link) => at.get(link.from)),
        target: links.map((link) => at.get(link.to)),
        value: links.map((link) => link.low),
        color: links.map((link) => `${colour(link.category)}66`),
        line: { width: 0 },
        hoverinfo: "skip",
      },
    }],
    marks: { nodes: nodes.map(({ keys, ...node }) => ({ keys, label: `${name(node)}: ${sayRange(node, lang)}` })),
      links: links.map((link) => ({ keys: link.keys, label: `${name(nodes[at.get(link.from)])} \u2013 ${name(nodes[at.get(link.to)])}: ${sayRange(link, lang)}` })) },
    layout: { ...baseLayout(ink, size), margin: { l: 8, r: 8, t: 16, b: 16 } },
    legend: used.map((category) => ({ fill: colour(category), text: t("{category}: why they moved").replace("{category}", say.category(category)) })),
  };
}
