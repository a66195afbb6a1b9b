// A very large package, seen at one of several levels: countries, regions, places close together, places.
// The coarsest level holds every movement and is what totals are read from; a finer one holds the flows that
// geodata/aggregation.py kept, and what it left out is the difference. Pure, but for which level is in use.

import { unpackLevel } from "./columns.mjs";
import { endsPass, statusPasses } from "./filters.mjs";
import { windowOf } from "./state.mjs";

/** Filters of the state that decide what is counted. */
const ASKED = ["year", "span", "playing", "cat", "nat", "from", "to", "between", "status", "counted"];

/**
 * @param {object} bundle with `aggregation`
 * @param {object} index whose `places` and `families` are known already
 */
export function createLevels(bundle, index) {
  const { aggregation } = bundle;
  const ground = { places: index.places, languages: bundle.meta.languages, texts: index.texts };
  const levels = aggregation.levels.map((level) => unpackLevel(level, aggregation, ground));
  const [coarsest] = levels;
  const flows = new Map(levels.flatMap((level) => level.flows).map((flow) => [flow.id, flow]));
  const touching = levels.map(({ flows: all }) => placesOf(all));
  for (const level of levels) for (const flow of level.flows) dress(flow, level);
  let current = 0;
  let kept = { key: null };

  /** A flow as a whole looks like one movement of all its years. */
  function dress(flow, level) {
    const whole = summed(level, flow, [-Infinity, Infinity], null);
    Object.assign(flow, figuresOf(whole), { records: whole.records, silent: whole.silent });
  }

  /** Which nationalities the filter lets through, or null for all. */
  function nations(state) {
    if (!state.nat.length) return null;
    return aggregation.nationalities.map((codes) => codes.split(";").some((code) => state.nat.includes(code)));
  }

  /** Sum of a flow's terms inside a window. */
  function summed({ terms }, flow, [first, last], allowed, counted = false) {
    const sum = { records: 0, silent: 0, low: 0, high: 0, exact: 1, from: Infinity, to: -Infinity };
    for (let i = flow.terms[0]; i < flow.terms[1]; i += 1) {
      if (terms.from[i] > last || terms.to[i] < first) continue;
      if (allowed && !allowed[terms.nationality[i]]) continue;
      const silent = terms.silent[i];
      // "Only with figures" leaves out the records that have none.
      const records = counted ? terms.records[i] - silent : terms.records[i];
      if (!records) continue;
      sum.records += records;
      sum.silent += counted ? 0 : silent;
      sum.low += terms.low[i];
      sum.high += terms.high[i];
      if (terms.records[i] > silent && !terms.exact[i]) sum.exact = 0;
      if (terms.from[i] < sum.from) sum.from = terms.from[i];
      if (terms.to[i] > sum.to) sum.to = terms.to[i];
    }
    return sum;
  }

  const asked = (flow, state) =>
    (state.cat.length === 0 || state.cat.includes(flow.category)) && statusPasses(flow, state) && endsPass(flow, index, state);

  /** Flows of the current level in the window, the largest first, and what all of them add up to. */
  function now(state) {
    const key = JSON.stringify([current, ASKED.map((name) => state[name])]);
    if (kept.key === key) return kept;
    const [shown, allowed] = [windowOf(state), nations(state)];
    const found = [];
    for (const flow of levels[current].flows) {
      if (!flow.drawn || !asked(flow, state)) continue;
      const sum = summed(levels[current], flow, shown, allowed, state.counted);
      if (!sum.records) continue;
      found.push({ flow, sum });
    }
    found.sort((a, b) => b.sum.high - a.sum.high || b.sum.records - a.sum.records || (a.flow.id < b.flow.id ? -1 : 1));
    const lines = found.filter(({ flow }) => flow.line).slice(0, aggregation.shown.lines);
    const rings = found.filter(({ flow }) => !flow.line && canRing(flow)).slice(0, aggregation.shown.rings);
    const drawn = [...lines, ...rings];
    const all = totals(state);
    const part = { records: 0, silent: 0, low: 0, high: 0 };
    for (const { sum } of drawn) for (const name of Object.keys(part)) part[name] += sum[name];
    const rest = Object.fromEntries(Object.keys(part).map((name) => [name, all[name] - part[name]]));
    const records = drawn.map(({ flow, sum }) => inWindow(flow, sum));
    kept = { key, records, all, rest, byId: new Map(records.map((record) => [record.id, record])) };
    return kept;
  }

  /** A flow with the figures of a window. */
  function inWindow(flow, sum) {
    const { records, silent } = sum;
    return Object.assign(Object.create(flow), figuresOf(sum), { records, silent });
  }

  /** People came, nobody recorded from where; a movement inside one cluster is no arrival. */
  function canRing({ origin, destination }) {
    const place = index.places.get(destination);
    return origin === undefined && place && place.lon !== undefined && place.kind !== "country";
  }

  function totals(state, shown = windowOf(state)) {
    const sum = { records: 0, silent: 0, low: 0, high: 0, quiet: 0 };
    const allowed = nations(state);
    for (const flow of coarsest.flows) {
      if (!asked(flow, state)) continue;
      const one = summed(coarsest, flow, shown, allowed, state.counted);
      for (const name of ["records", "silent", "low", "high"]) sum[name] += one[name];
      if (flow.status === "happened") sum.quiet += one.silent;
    }
    return sum;
  }

  return {
    told: aggregation,
    flows,
    nationalities: aggregation.nationalities.flatMap((codes) => codes.split(";")).filter(Boolean),
    now,
    name: () => levels[current].name,
    /** Take the level of a closeness, in px per degree; returns whether it is another one. */
    use(closeness) {
      const next = levels.findLastIndex((level) => level.closeness <= closeness);
      const changed = next >= 0 && next !== current;
      if (changed) current = next;
      return changed;
    },
    /** Flows that name a place: of the level in use, else of the finest that has any. */
    at(id) {
      const order = [current, ...levels.keys()].reverse();
      const level = touching[current].has(id) ? current : order.find((k) => touching[k].has(id));
      return level === undefined ? undefined : touching[level].get(id);
    },
    /** Ends of the coarsest flows: what the filters by place can answer exactly. */
    ends: new Set(coarsest.flows.flatMap(({ origin, destination }) => [origin, destination]).filter(Boolean)),
    /** The same answer as totalNow() gives for a small package. */
    total(state) {
      const { low, high, quiet } = totals({ ...state, status: [] });
      return { low, high, uncounted: quiet };
    },
    /** Movements of each category in the window, other filters kept. */
    countCategories(state, counts) {
      const any = { ...state, cat: [], status: aggregation.statuses };
      const [shown, allowed] = [windowOf(state), nations(state)];
      for (const flow of coarsest.flows) {
        if (!asked(flow, any)) continue;
        const { records } = summed(coarsest, flow, shown, allowed, state.counted);
        if (records) counts.set(flow.category, (counts.get(flow.category) ?? 0) + records);
      }
    },
    /** Visit what may be added up: people of one span of years and category. */
    visitWholes(state, visit) {
      const { terms } = coarsest;
      const allowed = nations(state);
      for (const flow of coarsest.flows) {
        if (flow.status !== "happened" || !asked(flow, state)) continue;
        for (let i = flow.terms[0]; i < flow.terms[1]; i += 1) {
          if (!terms.high[i] || (allowed && !allowed[terms.nationality[i]])) continue;
          visit({ from: terms.from[i], to: terms.to[i], low: terms.low[i], high: terms.high[i], category: flow.category });
        }
      }
    },
  };
}

/** A sum in the fields of a movement. */
function figuresOf({ records, silent, low, high, exact, from, to }) {
  const years = { yearFrom: from, yearTo: to };
  if (records === silent) return { ...years, count: undefined, countLow: undefined, countHigh: undefined };
  const figure = low === high ? { count: low, countLow: undefined, countHigh: undefined } : { count: undefined, countLow: low, countHigh: high };
  return { ...years, ...figure, qualifier: exact ? "exact" : "approx" };
}

function placesOf(flows) {
  const found = new Map();
  for (const flow of flows) {
    if (!flow.drawn) continue;
    for (const id of new Set([flow.origin, flow.destination])) {
      if (id === undefined) continue;
      if (!found.has(id)) found.set(id, []);
      found.get(id).push(flow);
    }
  }
  return found;
}
