// What the pages share: the workload by year, the marks' sizes (those of the atlas), and the small
// interface through which all are measured alike.

/** Milliseconds a year lasts in the film: the atlas's own pace. */
export const PACE_MS = 2000;
/** First picture: Germany to Kuznetsk. */
export const VIEW = { west: 9, south: 38, east: 88, north: 69 };
export const START_YEAR = 1931;
export const LAND = "#f3efe2";
export const COAST = "#9aa5a0";
const COLORS = {
  work: "#1f6f8b", politics: "#b0413e", evac: "#c98a1b", forced: "#5b4a8a", camps: "#3c3c3c",
  left: "#6b8e23", other: "#8a6d5b",
};

export const colorOf = (family) => COLORS[family] ?? COLORS.other;
export const radiusOf = (people) => Math.min(26, Math.max(4, 0.62 * Math.sqrt(people)));
export const RING_RADIUS = 3.8;
export const widthOf = (people) => (people === null ? 1.2 : Math.min(18, 2 + 0.34 * Math.sqrt(people)));

/** A switch of the page's address, such as `?records=tenfold`. */
export const setting = (name, otherwise) => new URLSearchParams(window.location.search).get(name) ?? otherwise;

/** The workload, with sites and flows sorted into years beforehand. */
export async function loadWorkload() {
  const response = await fetch(`/files/${setting("records", "today")}.json`);
  const work = await response.json();
  const [first, last] = work.years;
  const byYear = new Map();
  for (let year = first; year <= last; year += 1) {
    byYear.set(year, { flows: work.flows.filter((flow) => covers(flow.years, year)), sites: sitesIn(work, year) });
  }
  return { ...work, byYear };
}

const covers = (span, year) => span !== null && span[0] <= year && year <= span[1];

function sitesIn(work, year) {
  const marks = [];
  for (const site of work.sites) {
    const figure = site.figures.find((one) => one[0] === year);
    if (figure) marks.push({ site, at: site.at, people: figure[1], family: figure[2] });
    else if (covers(site.exists, year)) marks.push({ site, at: site.at, people: null, family: "other" });
  }
  return marks;
}

/** The end of the frame that is being made now. */
export const endOfFrame = () =>
  new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  });

/** The end of the next frame: what was changed before is painted. */
export const painted = () => new Promise((done) => requestAnimationFrame(() => endOfFrame().then(done)));

/** Counts frames in which something new was drawn, while it runs. */
export function frameCounter(alwaysNew = () => false) {
  let dirty = false;
  let frames = 0;
  let asked = 0;
  const tick = () => {
    if (dirty || alwaysNew()) frames += 1;
    dirty = false;
    asked = requestAnimationFrame(tick);
  };
  return {
    mark: () => {
      dirty = true;
    },
    run: () => {
      asked = requestAnimationFrame(tick);
    },
    halt: () => cancelAnimationFrame(asked),
    frames: () => frames,
  };
}

/** A film for tools that move their marks themselves: only the year has to be advanced. */
export function yearFilm(setYear, [first, last]) {
  let timer = null;
  return {
    play(from) {
      let year = from;
      timer = setInterval(() => {
        year = year < last ? year + 1 : first;
        setYear(year);
      }, PACE_MS);
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * Offer the page to the harness.
 * @param {{ready: Promise, setYear: (year: number) => Promise, play: () => void, stop: () => void,
 *   frames: () => number}} peer setYear answers when the year is painted
 */
export function offer(peer) {
  window.peer = { ...peer, ready: peer.ready.then(() => performance.now()) };
}

/** Runs the start of a page and offers it. */
export function begin(start) {
  let page = null;
  const ready = start().then((made) => {
    page = made;
  });
  offer({
    ready,
    setYear: (year) => page.setYear(year),
    play: () => page.play(),
    stop: () => page.stop(),
    frames: () => page.frames(),
  });
}
