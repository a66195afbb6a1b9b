// What the map shows now as a table and as GeoJSON: the rows of the text twin, with their sources. Pure.

import { csv } from "./csv.mjs";
import { movementRows, placeRows } from "./twin.mjs";

/** Columns and what they mean; the CSVW description is written from this. */
export const COLUMNS = {
  record_id: "Stable id of the record; of a place without a figure, the place's",
  record: "movement, figure (people counted at a place) or place (shown without a figure)",
  label: "Who, in the language of the view",
  place_id: "Place of a figure or a place",
  place: "Its name in the year shown",
  origin_id: "Where a movement came from; empty: not recorded",
  origin: "Its name",
  destination_id: "Where a movement went; empty: not recorded",
  destination: "Its name",
  via: "Ids of places passed, in order, separated by ;",
  lon: "Longitude of the place, or of a movement's destination; degrees, WGS 84; empty: not located",
  lat: "Latitude, degrees, WGS 84",
  year_from: "Earliest possible year",
  year_to: "Latest possible year",
  date: "EDTF date as far as it is known",
  count: "Figure as printed; empty: not recorded, or a range",
  count_low: "Lower end of a printed range",
  count_high: "Upper end of a printed range",
  qualifier: "How the figure is to be read: exact, approx, at_least, at_most, capacity, disputed",
  unit: "What is counted",
  category: "Why these people moved or were there",
  nationality: "Nationality codes, separated by ;",
  status: "Whether a movement came to pass: happened, planned, requested, refused",
  certainty: "Whether place and year are stated, inferred or doubtful",
  part_of: "Record whose total already holds this one: do not add both",
  differs_from: "Records that give another figure for the same people, separated by ;: do not add them",
  pages: "Printed pages, separated by ;",
  references: "The author's citations, [number in sources.csv, folios], separated by ;",
  evidence: "Ids of the evidence records, separated by ;",
};
const NAMES = Object.keys(COLUMNS);
const NUMBERS = new Set(["lon", "lat"]);
const INTEGERS = new Set(["year_from", "year_to", "count", "count_low", "count_high"]);

/**
 * Rows of what is visible: movements, then places.
 * @param {object} index
 * @param {object} state
 * @param {object} scene from scene.mjs
 */
export function viewRows(index, state, scene) {
  const moves = movementRows(index, state).map(({ record, from, to, label }) => ({
    ...recordCells(index, record, label),
    record: "movement",
    origin_id: record.origin,
    origin: from,
    destination_id: record.destination,
    destination: to,
    via: record.via?.join(";"),
    ...position(index.places.get(record.destination)),
    geometry: moveGeometry(index, record),
  }));
  const places = placeRows(scene, state).map(({ id, name, figure }) => {
    const place = index.places.get(id);
    const cells = figure
      ? { ...recordCells(index, figure, figure.label[state.lang] ?? figure.label.en), record: "figure" }
      : { ...cited(index, id), record_id: id, record: "place", part_of: undefined };
    return { ...cells, place_id: id, place: name, ...position(place), geometry: point(place) };
  });
  return [...moves, ...places];
}

function recordCells(index, record, label) {
  return {
    record_id: record.id,
    label,
    year_from: record.yearFrom,
    year_to: record.yearTo,
    date: record.date,
    count: record.count,
    count_low: record.countLow,
    count_high: record.countHigh,
    qualifier: record.qualifier,
    unit: record.unit,
    category: record.category,
    nationality: record.nationality?.join(";"),
    status: record.status,
    certainty: record.certainty,
    part_of: record.partOf,
    differs_from: rivals(index, record).join(";"),
    ...cited(index, record.id),
  };
}

/** Other readings of the same figure. */
function rivals(index, record) {
  if (record.alternative === undefined) return [];
  return [...index.movements.values(), ...index.populations.values()]
    .filter((other) => other.alternative === record.alternative && other.id !== record.id)
    .map((other) => other.id);
}

function cited(index, id) {
  const all = index.citations[id] ?? [];
  const once = (values) => [...new Set(values)].join(";");
  return {
    pages: once(all.map((c) => c.page)),
    references: once(all.filter((c) => c.source).map((c) => `[${[c.source.replaceAll(";", ", "), c.folios].filter(Boolean).join(", ")}]`)),
    evidence: once(all.map((c) => c.evidence)),
  };
}

const located = (place) => place?.lon !== undefined && place?.lat !== undefined;
const position = (place) => (located(place) ? { lon: place.lon, lat: place.lat } : {});
const point = (place) => (located(place) ? { type: "Point", coordinates: [place.lon, place.lat] } : null);

/** A line only where both ends are recorded and located; else the place of arrival, if it is known. */
function moveGeometry(index, record) {
  if (record.origin && record.destination && record.line) return { type: "LineString", coordinates: record.line };
  return point(index.places.get(record.destination));
}

/** The view as CSV: header and rows only, so that every program reads it; its description is `viewCsvw`. */
export function viewCsv(index, state, scene) {
  return csv(NAMES, viewRows(index, state, scene));
}

/**
 * Description of that CSV after W3C's "Metadata Vocabulary for Tabular Data" (CSVW).
 * @param {object} index
 * @param {{name: string, url: string}} file name of the CSV, address of the view
 */
export function viewCsvw(index, { name, url }) {
  const { title, version, built, licence, licence_url: licenceUrl, creator, source } = index.meta.edition;
  const type = (column) => (INTEGERS.has(column) ? "integer" : NUMBERS.has(column) ? "number" : "string");
  const described = {
    "@context": "http://www.w3.org/ns/csvw",
    url: name,
    "dc:title": title,
    "dc:creator": creator,
    "dc:source": source,
    "dc:license": licenceUrl || licence,
    "dc:issued": built,
    "dc:hasVersion": version,
    "dc:isPartOf": url,
    dialect: { delimiter: ",", header: true, encoding: "utf-8" },
    tableSchema: {
      columns: Object.entries(COLUMNS).map(([column, meaning]) => ({
        name: column, titles: column, "dc:description": meaning, datatype: type(column),
      })),
    },
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}

/**
 * The view as GeoJSON (RFC 7946). Records that cannot be located are there, without geometry.
 * @param {object} index
 * @param {object} state
 * @param {object} scene
 * @param {string} url address of the view
 */
export function viewGeojson(index, state, scene, url) {
  const features = viewRows(index, state, scene).map(({ geometry, ...row }) => ({
    type: "Feature",
    id: row.record_id,
    geometry,
    // What is not recorded is null rather than left out: programs then find every column.
    properties: Object.fromEntries(NAMES.map((name) => [name, row[name] === undefined || row[name] === "" ? null : row[name]])),
  }));
  const head = { type: "FeatureCollection", zholdar: { ...index.meta.edition, view: url, columns: COLUMNS } };
  return `${JSON.stringify({ ...head, features })}\n`;
}

/** Name of a file of the view, such as "zholdar-1943-deportees_special_settlers-v0.1.0.csv". */
export function viewFileName({ year, span, cat, nat, from, to, status, counted }, version, end) {
  const filters = [
    ...cat, ...nat, from && `from-${from}`, to && `to-${to}`, ...status, counted && "counted",
  ].filter(Boolean);
  const said = filters.join("-").length > 70 ? `${filters.length}-filters` : filters.join("-");
  const name = ["zholdar", span?.join("-") ?? year, said, `v${version}`].filter(Boolean).join("-");
  return `${name.replace(/[^\w.-]+/g, "-")}.${end}`;
}
