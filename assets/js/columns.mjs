// A very large package travels as columns of numbers (geodata/condensed.py). Here they become the places and
// flows that the rest of the page knows. Pure; nothing here draws.

import { formatNumber } from "./figures.mjs";
import { named } from "./package_words.mjs";
import { createWords, n, word } from "./words.mjs";

const AROUND = word("{place} and around");
const RADIANS = Math.PI / 180;
/** Degrees of arc between two vertices of a great circle. */
const STEP = 2.5;

/** A text that is said anew in each language when it is asked for. */
function spoken(languages, say) {
  const text = {};
  for (const lang of languages) Object.defineProperty(text, lang, { enumerable: true, get: () => say(lang) });
  return text;
}

/**
 * Places of a large package, and after them the cells that stand for several (`near`).
 * @param {object} bundle
 * @returns {object[]} places as geodata/bundle.py writes them for a small package, with `named`: how many
 *   movements name the place
 */
export function unpackPlaces({ placeColumns: columns, placeNames, aggregation, meta, texts }) {
  const text = (row, key) => {
    const found = meta.languages.filter((lang) => row[`${key}_${lang}`]);
    return found.length ? Object.fromEntries(found.map((lang) => [lang, row[`${key}_${lang}`]])) : undefined;
  };
  const places = columns.id.map((id, i) => {
    const seldom = columns.seldom[id] ?? {};
    const place = {
      id,
      kind: columns.kinds[columns.kind[i]],
      name: Object.fromEntries(meta.languages.map((lang) => [lang, columns.name[lang][i]])),
      names: placeNames[id] ?? [],
      named: columns.named[i],
    };
    if (columns.partOf[i] >= 0) place.partOf = columns.id[columns.partOf[i]];
    if (columns.lon[i] !== null) {
      place.lon = columns.lon[i] / columns.scale;
      place.lat = columns.lat[i] / columns.scale;
    }
    if (seldom.founded !== undefined) place.founded = seldom.founded;
    if (seldom.closed !== undefined) place.closed = seldom.closed;
    if (seldom.present_name) place.presentName = seldom.present_name;
    const note = text(seldom, "note");
    if (note) place.note = note;
    return place;
  });
  const byId = new Map(places.map((place) => [place.id, place]));
  for (const [id, members] of Object.entries(aggregation.near)) {
    const lead = byId.get(id.slice(0, -1));
    const say = (lang) => createWords(texts, () => lang)(AROUND).replace("{place}", lead.name[lang] ?? lead.name.en);
    places.push({
      id, kind: "near", names: [], members, lead: lead.id, partOf: lead.partOf, lon: lead.lon, lat: lead.lat,
      name: spoken(meta.languages, say),
    });
  }
  return places;
}

/** Great circle between two points [lon, lat], as a line of points. */
export function greatCircle([lon0, lat0], [lon1, lat1]) {
  const unit = (lon, lat) => {
    const [x, y] = [lon * RADIANS, lat * RADIANS];
    return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
  };
  const [a, b] = [unit(lon0, lat0), unit(lon1, lat1)];
  const arc = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const steps = Math.max(1, Math.ceil(arc / RADIANS / STEP));
  const line = [[lon0, lat0]];
  for (let i = 1; i < steps; i += 1) {
    const [from, to] = [Math.sin(((steps - i) / steps) * arc), Math.sin((i / steps) * arc)];
    const [x, y, z] = [0, 1, 2].map((axis) => (a[axis] * from + b[axis] * to) / Math.sin(arc));
    line.push([Math.atan2(y, x) / RADIANS, Math.asin(z / Math.hypot(x, y, z)) / RADIANS]);
  }
  line.push([lon1, lat1]);
  return line;
}

/** "Deported: 412 movements of the tables, added up", in every language. */
function sayRecords(languages, texts, { category, records }) {
  return spoken(languages, (lang) => {
    const t = createWords(texts, () => lang);
    const said = n(t, "{n} movement of the tables", "{n} movements of the tables, added up", records);
    return [named(t, "category", category), said.replace("{n}", formatNumber(records, lang))].join(": ");
  });
}

/** One flow between two clusters; its line is bent over the globe when it is first drawn. */
export class Flow {
  /**
   * @param {object} fields id, origin, destination, category, status, ends, largest, terms: [first, last)
   * @param {{places: Map, languages: string[], texts: object}} ground shared by all flows
   */
  constructor(fields, ground) {
    Object.assign(this, fields);
    this.ground = ground;
    this.unit = "persons";
    this.aggregate = true;
    this.curve = undefined;
  }

  /** What it is called: category and number of movements, of the window if it is a flow of a window. */
  get label() {
    return sayRecords(this.ground.languages, this.ground.texts, this);
  }

  /** Line [lon, lat] from origin to destination; undefined where either is unknown or both are one. */
  get line() {
    if (this.curve === undefined) {
      const [from, to] = [this.origin, this.destination].map((id) => this.ground.places.get(id));
      const drawable = from && to && from !== to && from.lon !== undefined && to.lon !== undefined;
      this.curve = drawable ? greatCircle([from.lon, from.lat], [to.lon, to.lat]) : null;
    }
    return this.curve ?? undefined;
  }
}

/**
 * Flows and terms of one level.
 * @param {object} level columns
 * @param {object} aggregation lists of categories, statuses and nationalities
 * @param {{places: Map, languages: string[], texts: object}} ground
 * @returns {{name, closeness, flows: Flow[], terms: object}}
 */
export function unpackLevel(level, aggregation, ground) {
  const columns = level.flows;
  const ends = (i) => [columns.origin[i], columns.destination[i]].map((at) => (at < 0 ? undefined : level.clusters[at]));
  let first = 0;
  const flows = columns.origin.map((_, i) => {
    const [origin, destination] = ends(i);
    const [category, status] = [aggregation.categories[columns.category[i]], aggregation.statuses[columns.status[i]]];
    const flow = new Flow({
      id: [level.name, origin ?? "", destination ?? "", category, status].join(":"),
      origin, destination, category, status,
      drawn: columns.drawn[i] === 1,
      places: [columns.origins[i], columns.destinations[i]],
      largest: columns.largest[i],
      terms: [first, first + columns.terms[i]],
    }, ground);
    first += columns.terms[i];
    return flow;
  });
  const { terms } = level;
  const numbers = (name, Kind = Int32Array) => Kind.from(terms[name]);
  const from = numbers("year", Int16Array).map((year) => year + level.firstYear);
  return {
    name: level.name,
    closeness: level.closeness,
    flows,
    terms: {
      nationality: numbers("nationality", Int16Array),
      from,
      to: numbers("span", Int16Array).map((span, i) => from[i] + span),
      records: numbers("records"),
      silent: numbers("silent"),
      low: Float64Array.from(terms.low),
      high: Float64Array.from(terms.low, (least, i) => least + terms.more[i]),
      exact: numbers("exact", Uint8Array),
    },
  };
}
