// Plotly's own frames, with slider and play button: https://plotly.com/javascript/animations/.
// `?between=60` adds in-between frames in which only the dots move; 1 is a jump a year.
// Effort: in-between frames carry the dots' trace alone, and geography that Plotly would fetch is off.
/* global Plotly */
import {
  COAST, LAND, PACE_MS, RING_RADIUS, START_YEAR, VIEW, begin, colorOf, frameCounter, loadWorkload, painted,
  radiusOf, setting, widthOf,
} from "./common.mjs";

const BETWEEN = Number(setting("between", "1"));
// A line trace has one width: flows are sorted into three.
const WIDTHS = [1.2, 4, 10];
const DOTS = WIDTHS.length + 1;
const SITES = WIDTHS.length + 2;

/** Coordinates of many lines as one trace's lon and lat, parted by nulls. */
function joined(lines) {
  const lon = [];
  const lat = [];
  for (const line of lines) {
    for (const [x, y] of line) {
      lon.push(x);
      lat.push(y);
    }
    lon.push(null);
    lat.push(null);
  }
  return { lon, lat };
}

const classOf = (flow) => WIDTHS.findLastIndex((limit) => widthOf(flow.people) >= limit);

function lineTraces(flows) {
  return WIDTHS.map((width, at) => ({
    type: "scattergeo", mode: "lines", hoverinfo: "skip", opacity: 0.7, line: { width, color: colorOf("work") },
    ...joined(flows.filter((flow) => classOf(flow) === at).map((flow) => flow.line)),
  }));
}

/** Where the dot of a flow is after a share of its way. */
function along(line, share) {
  const place = Math.min(share, 0.999) * (line.length - 1);
  const i = Math.floor(place);
  const [a, b] = [line[i], line[i + 1]];
  return [a[0] + (b[0] - a[0]) * (place - i), a[1] + (b[1] - a[1]) * (place - i)];
}

function dotTrace(flows, share) {
  const points = flows.map((flow) => along(flow.line, share));
  return {
    type: "scattergeo", mode: "markers", hoverinfo: "skip",
    lon: points.map(([lon]) => lon), lat: points.map(([, lat]) => lat),
    marker: { size: 5, color: flows.map((flow) => colorOf(flow.family)), line: { width: 0.7, color: "#fff" } },
  };
}

function siteTrace(sites) {
  const fill = ({ people, family }) => (people === null ? "#fff" : colorOf(family));
  const edge = ({ people, family }) => (people === null ? colorOf(family) : "#fff");
  return {
    type: "scattergeo", mode: "markers", hoverinfo: "skip",
    lon: sites.map(({ at }) => at[0]), lat: sites.map(({ at }) => at[1]),
    marker: {
      size: sites.map(({ people }) => 2 * (people === null ? RING_RADIUS : radiusOf(people))),
      color: sites.map(fill), line: { width: 1, color: sites.map(edge) },
    },
  };
}

const yearTraces = ({ flows, sites }) => [...lineTraces(flows), dotTrace(flows, 0.5), siteTrace(sites)];

function framesOf(work) {
  const all = Array.from({ length: SITES }, (_, i) => i + 1);
  return [...work.byYear].flatMap(([year, records]) => [
    { name: String(year), data: yearTraces(records), traces: all },
    ...Array.from({ length: BETWEEN - 1 }, (_, i) => ({
      name: `${year}+${i + 1}`, data: [dotTrace(records.flows, (i + 1) / BETWEEN)], traces: [DOTS],
    })),
  ]);
}

const AT_ONCE = { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } };
const PLAYED = {
  mode: "immediate", fromcurrent: true, frame: { duration: PACE_MS / BETWEEN, redraw: true },
  transition: { duration: 0 },
};

function layout(years) {
  const steps = years.map((year) => ({ label: String(year), method: "animate", args: [[String(year)], AT_ONCE] }));
  return {
    width: 1440, height: 678, margin: { l: 0, r: 0, t: 0, b: 60 }, showlegend: false, paper_bgcolor: "#dfe8ee",
    geo: {
      visible: false, bgcolor: "#dfe8ee",
      projection: { type: "conic equal area", parallels: [45, 62], rotation: { lon: 45 } },
      lonaxis: { range: [VIEW.west, VIEW.east] }, lataxis: { range: [VIEW.south, VIEW.north] },
    },
    sliders: [{ active: years.indexOf(START_YEAR), steps, x: 0.1, len: 0.85 }],
    updatemenus: [{
      type: "buttons", x: 0.05, y: 0,
      buttons: [{ label: "Play", method: "animate", args: [null, PLAYED] }],
    }],
  };
}

begin(async () => {
  const work = await loadWorkload();
  const figure = document.getElementById("map");
  const years = [...work.byYear.keys()];
  const land = {
    type: "scattergeo", mode: "lines", fill: "toself", fillcolor: LAND, hoverinfo: "skip",
    line: { width: 0.7, color: COAST }, ...joined(work.land),
  };
  const counter = frameCounter();
  await Plotly.newPlot(figure, [land, ...yearTraces(work.byYear.get(START_YEAR))], layout(years));
  await Plotly.addFrames(figure, framesOf(work));
  let now = START_YEAR;
  new MutationObserver(counter.mark).observe(figure.querySelector(".geolayer"), {
    subtree: true, childList: true, attributes: true,
  });
  await painted();
  return {
    async setYear(year) {
      now = year;
      await Plotly.animate(figure, [String(year)], AT_ONCE);
      return painted();
    },
    play() {
      counter.run();
      const names = figure._transitionData._frames.map(({ name }) => name);
      Plotly.animate(figure, names.slice(names.indexOf(String(now))), PLAYED).catch(() => {});
    },
    stop() {
      counter.halt();
      Plotly.animate(figure, [null], { mode: "immediate" });
    },
    frames: counter.frames,
  };
});
