// Leaflet's SVG renderer with leaflet-ant-path: https://leafletjs.com, plugin "Ant Path".
// Effort: layers are made once and kept; a year change adds and removes only what differs.
/* global L */
import {
  COAST, LAND, RING_RADIUS, START_YEAR, VIEW, begin, colorOf, frameCounter, loadWorkload, painted,
  radiusOf, widthOf, yearFilm,
} from "./common.mjs";

const turned = (points) => points.map(([lon, lat]) => [lat, lon]);

function drawLand(map, rings) {
  const style = { color: COAST, weight: 0.7, fillColor: LAND, fillOpacity: 1, interactive: false };
  L.polygon(rings.map((ring) => [turned(ring)]), style).addTo(map);
}

function disc({ at: [lon, lat], people, family }) {
  const color = colorOf(family);
  const looks = people === null
    ? { radius: RING_RADIUS, color, weight: 1.2, fillColor: "#fff", fillOpacity: 1 }
    : { radius: radiusOf(people), color: "#fff", weight: 1, fillColor: color, fillOpacity: 0.85 };
  return L.circleMarker([lat, lon], looks);
}

const path = (flow) =>
  L.polyline.antPath(turned(flow.line), {
    color: colorOf(flow.family), pulseColor: "#fff", weight: widthOf(flow.people), opacity: 0.7, paused: true,
  });

/** Keeps a layer group equal to a list of records, making each record's layer once. */
function follower(group, keyOf, make) {
  const made = new Map();
  let shown = new Set();
  return {
    show(records) {
      const wanted = new Set(records.map(keyOf));
      for (const key of shown) if (!wanted.has(key)) group.removeLayer(made.get(key));
      for (const record of records) {
        const key = keyOf(record);
        if (!made.has(key)) made.set(key, make(record));
        if (!shown.has(key)) group.addLayer(made.get(key));
      }
      shown = wanted;
    },
    layers: () => [...shown].map((key) => made.get(key)),
  };
}

begin(async () => {
  const work = await loadWorkload();
  const map = L.map("map", { attributionControl: false, preferCanvas: false });
  map.fitBounds([[VIEW.south, VIEW.west], [VIEW.north, VIEW.east]]);
  drawLand(map, work.land);
  const flows = follower(L.layerGroup().addTo(map), (flow) => flow, path);
  const sites = follower(L.layerGroup().addTo(map), ({ site, people }) => `${site.at}:${people}`, disc);
  let playing = false;
  let now = START_YEAR;

  // As in the atlas, what moves stands still while paused.
  const keepMoving = () => {
    for (const layer of flows.layers()) {
      if (playing) layer.resume();
      else layer.pause();
    }
  };
  const setYear = (year) => {
    now = year;
    const { flows: lines, sites: discs } = work.byYear.get(year);
    flows.show(lines);
    sites.show(discs);
    if (playing) keepMoving();
    return painted();
  };
  // The ants are a CSS animation of the stroke: every frame with a running one is new.
  const counter = frameCounter(() => flows.layers().length > 0);
  const film = yearFilm(setYear, work.years);
  await setYear(START_YEAR);
  return {
    setYear,
    play() {
      playing = true;
      keepMoving();
      counter.run();
      film.play(now);
    },
    stop() {
      playing = false;
      film.stop();
      counter.halt();
      keepMoving();
    },
    frames: counter.frames,
  };
});
