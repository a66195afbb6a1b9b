// Apache ECharts: `lines` with effect and `scatter` on a geo map registered from the land.
// Effort: marks that move lie on a canvas (zlevel) of their own, so that nothing else is repainted.
/* global echarts */
import {
  COAST, LAND, RING_RADIUS, START_YEAR, VIEW, begin, colorOf, endOfFrame, frameCounter, loadWorkload,
  radiusOf, widthOf, yearFilm,
} from "./common.mjs";

const JOURNEY_SECONDS = 5;
const CURVE = 0.12;

function registerLand(rings) {
  const geometry = { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) };
  const feature = { type: "Feature", properties: { name: "land" }, geometry };
  echarts.registerMap("land", { type: "FeatureCollection", features: [feature] });
}

const line = ({ line: points, people, family }) => ({
  coords: [points[0], points.at(-1)],
  lineStyle: { width: widthOf(people), color: colorOf(family) },
});

const disc = ({ at, people, family }) => ({
  value: at,
  symbolSize: 2 * (people === null ? RING_RADIUS : radiusOf(people)),
  itemStyle: people === null
    ? { color: "#fff", borderColor: colorOf(family), borderWidth: 1.2 }
    : { color: colorOf(family), borderColor: "#fff", borderWidth: 1 },
});

function option() {
  const still = { animation: false, coordinateSystem: "geo" };
  return {
    animation: false,
    geo: {
      map: "land",
      roam: true,
      boundingCoords: [[VIEW.west, VIEW.north], [VIEW.east, VIEW.south]],
      itemStyle: { areaColor: LAND, borderColor: COAST, borderWidth: 0.7 },
      emphasis: { disabled: true },
      silent: true,
    },
    series: [
      { ...still, id: "flows", type: "lines", zlevel: 1, lineStyle: { curveness: CURVE, opacity: 0.7 }, data: [] },
      { ...still, id: "sites", type: "scatter", zlevel: 1, z: 3, data: [] },
      {
        ...still,
        id: "dots",
        type: "lines",
        zlevel: 2,
        lineStyle: { curveness: CURVE, opacity: 0 },
        effect: { show: false, period: JOURNEY_SECONDS, symbol: "circle", symbolSize: 5, trailLength: 0 },
        data: [],
      },
    ],
  };
}

begin(async () => {
  const work = await loadWorkload();
  registerLand(work.land);
  const chart = echarts.init(document.getElementById("map"));
  const counter = frameCounter();
  let now = START_YEAR;
  chart.on("rendered", counter.mark);
  chart.setOption(option());

  const rendered = () =>
    new Promise((done) => {
      const once = () => {
        chart.off("rendered", once);
        endOfFrame().then(done);
      };
      chart.on("rendered", once);
    });
  const setYear = (year) => {
    now = year;
    const { flows, sites } = work.byYear.get(year);
    const lines = flows.map(line);
    const shown = rendered();
    chart.setOption({
      series: [
        { id: "flows", data: lines },
        { id: "sites", data: sites.map(disc) },
        { id: "dots", data: lines },
      ],
    });
    return shown;
  };
  // As in the atlas, what moves only does so while the film plays.
  const move = (show) => chart.setOption({ series: [{ id: "dots", effect: { show } }] });
  const film = yearFilm(setYear, work.years);
  await setYear(START_YEAR);
  return {
    setYear,
    play() {
      move(true);
      counter.run();
      film.play(now);
    },
    stop() {
      film.stop();
      counter.halt();
      move(false);
    },
    frames: counter.frames,
  };
});
