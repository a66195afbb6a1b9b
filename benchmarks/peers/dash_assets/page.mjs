// The Dash page for the harness: moves the slider, and says when the figure that came back is drawn.
import { PACE_MS, START_YEAR, begin, frameCounter, painted } from "/files/common.mjs";

/** The graph, once it has drawn a map. */
async function graphReady() {
  for (;;) {
    const figure = document.querySelector("#map .js-plotly-plot");
    if (figure?._fullLayout?.geo?._subplot && !figure.classList.contains("dash-graph--pending")) return figure;
    await new Promise((done) => setTimeout(done, 10));
  }
}

begin(async () => {
  const figure = await graphReady();
  await painted();
  const counter = frameCounter();
  let now = START_YEAR;
  let playing = false;
  let waiting = null;
  const shown = () => figure.layout?.meta?.moment;
  figure.on("plotly_afterplot", () => {
    counter.mark();
    if (waiting && shown() === waiting.moment) {
      waiting.done();
      waiting = null;
    }
  });

  const show = (moment) => {
    if (shown() === moment) return painted();
    const drawn = new Promise((done) => {
      waiting = { moment, done };
    });
    window.dash_clientside.set_props("year", { value: moment });
    return drawn.then(painted);
  };
  const setYear = (year) => {
    now = year;
    return show(year);
  };
  async function film() {
    const { last, between } = figure.layout.meta;
    const from = now;
    const start = performance.now();
    while (playing && now < last - 1 / between) {
      // The moment of the clock, on the slider's steps: a slow answer leaves steps out.
      const due = from + Math.floor(((performance.now() - start) / PACE_MS) * between) / between;
      if (due > now) {
        now = Math.min(last - 1 / between, due);
        await show(now);
      } else {
        await painted();
      }
    }
  }
  return {
    setYear,
    play() {
      playing = true;
      counter.run();
      film();
    },
    stop() {
      playing = false;
      counter.halt();
    },
    frames: counter.frames,
  };
});
