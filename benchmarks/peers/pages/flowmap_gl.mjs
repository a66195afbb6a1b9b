// deck.gl with @flowmap.gl/layers. Its lines only move when straight; paused they are curved.
/* global flowmap */
import {
  RING_RADIUS, START_YEAR, VIEW, begin, colorOf, endOfFrame, frameCounter, loadWorkload, radiusOf, yearFilm,
} from "./common.mjs";

const rgb = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const place = ([lon, lat]) => `${lon},${lat}`;
// Without a recorded number a flow is drawn as one person: flowmap.gl leaves out what is 0.
const magnitude = ({ people }) => people || 1;

/** Locations and flows of each year, made once. */
function yearlyFlows(work) {
  const result = new Map();
  for (const [year, { flows }] of work.byYear) {
    const ends = new Map(flows.flatMap(({ line }) => [line[0], line.at(-1)]).map((at) => [place(at), at]));
    result.set(year, { locations: [...ends.values()], flows });
  }
  return result;
}

function landLayer(rings) {
  return new flowmap.SolidPolygonLayer({
    id: "land", data: rings, getPolygon: (ring) => ring, getFillColor: [243, 239, 226], extruded: false,
  });
}

function siteLayer(sites) {
  return new flowmap.ScatterplotLayer({
    id: "sites",
    data: sites,
    getPosition: ({ at }) => at,
    radiusUnits: "pixels",
    getRadius: ({ people }) => (people === null ? RING_RADIUS : radiusOf(people)),
    getFillColor: ({ people, family }) => (people === null ? [255, 255, 255] : rgb(colorOf(family))),
    stroked: true,
    lineWidthUnits: "pixels",
    getLineWidth: 1,
    getLineColor: ({ people, family }) => (people === null ? rgb(colorOf(family)) : [255, 255, 255]),
  });
}

function flowLayer(data, moving, onScaleChange) {
  return new flowmap.FlowmapLayer({
    id: "flows",
    data,
    getLocationId: place,
    getLocationLon: ([lon]) => lon,
    getLocationLat: ([, lat]) => lat,
    getFlowOriginId: ({ line }) => place(line[0]),
    getFlowDestId: ({ line }) => place(line.at(-1)),
    getFlowMagnitude: magnitude,
    flowLinesRenderingMode: moving ? "animated-straight" : "curved",
    // The same marks as the others: nothing merged, no circles of totals, one scale for all years.
    clusteringEnabled: false,
    locationsEnabled: false,
    adaptiveScalesEnabled: false,
    darkMode: false,
    onScaleChange,
  });
}

begin(async () => {
  const work = await loadWorkload();
  const yearly = yearlyFlows(work);
  const counter = frameCounter();
  let drawn = () => {};
  let now = START_YEAR;
  let moving = false;
  const land = landLayer(work.land);
  const deck = new flowmap.Deck({
    parent: document.getElementById("map"),
    initialViewState: {
      longitude: (VIEW.west + VIEW.east) / 2, latitude: 55.5, zoom: 3.45,
    },
    controller: true,
    layers: [],
    onAfterRender() {
      counter.mark();
      drawn();
    },
  });

  /** The layer computes its lines asynchronously: the year is drawn in the first frame after that. */
  const setYear = (year) => {
    now = year;
    return new Promise((done) => {
      const computed = () => {
        drawn = () => {
          drawn = () => {};
          endOfFrame().then(done);
        };
      };
      deck.setProps({
        layers: [land, flowLayer(yearly.get(year), moving, computed), siteLayer(work.byYear.get(year).sites)],
      });
    });
  };
  const film = yearFilm(setYear, work.years);
  await setYear(START_YEAR);
  return {
    setYear,
    play() {
      moving = true;
      setYear(now);
      counter.run();
      film.play(now);
    },
    stop() {
      film.stop();
      counter.halt();
      moving = false;
      setYear(now);
    },
    frames: counter.frames,
  };
});
