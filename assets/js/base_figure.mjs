// The base map as Plotly traces: sea, water lines, the land set off with its border band, lands abroad,
// lakes, rivers and borders, in the order a printed atlas lays its inks.

/** The conic equal-area projection with the package's parallels and middle. */
const projection = ({ parallels, lon }) => ({ type: "conic equal area", parallels, rotation: { lon } });

/** Coordinates of many rings as one trace's lon and lat, parted by nulls. */
export function joinRings(rings) {
  const lon = [];
  const lat = [];
  rings.forEach((ring, i) => {
    if (i) {
      lon.push(null);
      lat.push(null);
    }
    for (const [x, y] of ring) {
      lon.push(x);
      lat.push(y);
    }
  });
  return { lon, lat };
}


/** Records that hold in a year. */
export const valid = (records, year) =>
  records.filter((record) => record.validFrom <= year && year <= record.validTo);
const rings = (records) => records.flatMap((record) => record.rings);

function trace(data, style) {
  return { type: "scattergeo", mode: "lines", hoverinfo: "skip", ...joinRings(data), ...style };
}

const range = (from, to, step) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

/** Meridians and parallels every ten degrees, over what any view can show. */
const graticule = ({ lon: [west, east], lat: [south, north] }) => [
  ...range(west, east, 10).map((lon) => range(south, north, 5).map((lat) => [lon, lat])),
  ...range(south, north, 10).map((lat) => range(west, east, 2).map((lon) => [lon, lat])),
];

const stroke = (color, width, dash) => ({ line: { color, width, ...(dash ? { dash } : {}) } });
const area = (fill, line) => ({ fill: "toself", fillcolor: fill, ...line });

/**
 * Traces of the base map for a year.
 * @param {object} base geometry from the bundle
 * @param {number} year decides which borders hold
 * @param {object} ink colours by token
 * @param {{lon: number[], lat: number[]}} grid degrees between which meridians and parallels are drawn
 */
export function baseTraces(base, year, ink, grid) {
  const home = rings(valid(base.union, year));
  const borders = (kind) =>
    valid(base.borders, year)
      .filter((border) => border.kind === kind)
      .flatMap((border) => border.lines);
  return [
    trace(graticule(grid), stroke(ink.grat, 0.6)),
    trace(base.land, { ...stroke(ink.sea2, 26), opacity: 0.35 }),
    trace(base.land, { ...stroke(ink.sea2, 16), opacity: 0.45 }),
    trace(base.land, { ...stroke(ink.sea2, 8), opacity: 0.6 }),
    trace(base.land, area(ink.land, stroke(ink.coast, 0.7))),
    trace(home, area(ink.ussr, stroke(ink.coast, 0.7))),
    trace(base.inland, area(ink.sea, stroke(ink.coast, 0.7))),
    trace(borders("state"), stroke(ink.border, 0.9, "5px 2px 1.2px 2px")),
    trace(borders("republic"), stroke(ink.border, 0.8)),
    trace(base.rivers, stroke(ink.river, 1)),
    trace(base.lakes, area(ink.sea, stroke(ink.coast, 0.6))),
    trace(borders("home"), stroke(ink.ub, 1.4)),
  ];
}

/**
 * Layout of the map figure; nothing of Plotly's own land, which it would fetch.
 * @param {{scale, center}} view
 * @param {{lon: number[], lat: number[]}} frame part of the globe that fills the stage (frame.mjs)
 * @param {{parallels: number[], lon: number}} map the package's
 */
export function baseLayout(view, frame, ink, size, map) {
  return {
    ...size,
    autosize: false,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: ink.sea,
    showlegend: false,
    dragmode: false,
    geo: {
      visible: false,
      bgcolor: ink.sea,
      projection: { ...projection(map), scale: view.scale },
      center: view.center,
      lonaxis: { range: frame.lon },
      lataxis: { range: frame.lat },
      domain: { x: [0, 1], y: [0, 1] },
    },
  };
}

/** Which borders hold in a year: changes only when one begins or ends. */
export function epoch(base, year) {
  return valid(base.borders, year)
    .map((border) => `${border.kind}${border.validFrom}-${border.validTo}`)
    .join(" ");
}
