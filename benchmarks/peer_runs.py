"""One run of the comparison: every way at every size, in rotated order, measured alike."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page
from playwright.sync_api import Error as PageFault

from benchmarks.browser import SIZE, chromium, free_port, served
from benchmarks.peers.packages import CACHE, build
from benchmarks.tenfold import write_tenfold
from benchmarks.workload import sizes, workload, write
from geodata.atlas import load

Json = dict[str, Any]
RECORDS = ("today", "tenfold")
ADAPTER = Path(__file__).resolve().parent / "peers" / "pages" / "atlas.js"
TIMEOUT_MS = 120_000
# Where the film starts, and from when on the frames count: years with many flows.
FILM_YEAR = 1931
FILM_WARM_MS = 500
PROFILE_MS = 3000
PROFILE_SAMPLE_US = 500
# Time of the profiler's samples in which no JavaScript ran.
NO_SCRIPT = ("(root)", "(idle)", "(program)")

# For every year once: from input until the way says that the year is painted. A way that takes
# too long for all years is stopped; how many it managed stands in the result.
YEAR_CHANGES = """async (budget) => {
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const times = [];
  const begun = performance.now();
  for (let year = 1917; year <= 1956; year += 1) {
    const start = performance.now();
    await window.peer.setYear(year);
    times.push(performance.now() - start);
    if (performance.now() - begun > budget) break;
    await rest(60);
  }
  return times;
}"""
YEAR_BUDGET_MS = 40_000


@dataclass(frozen=True)
class Way:
    """One way to do the job.

    Attributes
    ----------
    name : str
        Key in the results.
    title : str
        How the table calls it.
    server : str
        ``atlas``, ``dash_figure``, ``dash_patch`` or ``site``.
    query : str
        What is asked of the site, with ``{records}`` for the size.
    """

    name: str
    title: str
    server: str
    query: str = ""


WAYS = (
    Way("plotly_frames", "Plotly frames, a jump a year", "site", "plotly_frames?records={records}"),
    Way(
        "plotly_frames_60",
        "Plotly frames, 60 frames a year",
        "site",
        "plotly_frames?between=60&records={records}",
    ),
    Way("dash_figure", "Dash server callback, whole figure", "dash_figure"),
    Way("dash_patch", "Dash server callback, `Patch`", "dash_patch"),
    Way("echarts", "Apache ECharts, `lines` with effect", "site", "echarts?records={records}"),
    Way("leaflet", "Leaflet (SVG) with ant-path", "site", "leaflet?records={records}"),
    Way("flowmap_gl", "flowmap.gl, software WebGL", "site", "flowmap_gl?records={records}"),
    Way("atlas", "**Zholdar**", "atlas"),
)


@dataclass(frozen=True)
class Options:
    """How thorough a run is."""

    repetitions: int = 3
    film_seconds: float = 8.0
    plays: int = 200


def prepare() -> dict[str, dict[str, int]]:
    """Fetch the packages, write workloads and the package of ten times the records.

    Returns
    -------
    dict
        What each workload holds.
    """
    build()
    atlas = load()
    today = workload(atlas)
    write(today, CACHE / "today.json")
    tenfold = workload(load(write_tenfold(atlas, CACHE / "tenfold")))
    write(tenfold, CACHE / "tenfold.json")
    return {"today": sizes(today), "tenfold": sizes(tenfold)}


def command(server: str, records: str, port: int) -> tuple[str, ...]:
    """What to start for a server."""
    if server == "atlas":
        data = ("--data", str(CACHE / "tenfold")) if records == "tenfold" else ()
        return ("-m", "app", "--port", str(port), *data)
    if server == "site":
        return ("-m", "benchmarks.peers.site", str(port))
    how = server.removeprefix("dash_")
    return ("-m", "benchmarks.peers.dash_callback", str(port), records, how)


@contextmanager
def servers() -> Iterator[dict[tuple[str, str], str]]:
    """All servers, running: (server, size) -> address. The site serves both sizes."""
    addresses: dict[tuple[str, str], str] = {}
    with ExitStack() as stack:
        for server in sorted({way.server for way in WAYS}):
            for records in RECORDS:
                if server == "site" and records != RECORDS[0]:
                    addresses[server, records] = addresses[server, RECORDS[0]]
                    continue
                port = free_port()
                started = served(*command(server, records, port), port=port)
                addresses[server, records] = stack.enter_context(started)
        yield addresses


def run(options: Options) -> Json:
    """Measure everything.

    Parameters
    ----------
    options : Options
        How thorough.

    Returns
    -------
    dict
        ``browser``, ``load_average`` (before, after), ``workload`` (what each size holds),
        ``runs`` (size -> way -> a list with one result per repetition), ``gestures`` (size ->
        results) and ``plays``.
    """
    held = prepare()
    load_before = os.getloadavg()[0]
    runs: dict[str, dict[str, list[Json]]] = {r: {w.name: [] for w in WAYS} for r in RECORDS}
    gestured: dict[str, list[Json]] = {records: [] for records in RECORDS}
    with servers() as addresses, chromium() as browser:
        warm_up(browser, addresses)
        for repetition in range(options.repetitions):
            for records in RECORDS:
                for way in rotated(repetition, options.repetitions):
                    address = address_of(way, records, addresses)
                    result = measure(browser, way, address, options)
                    runs[records][way.name].append(result)
                    report(records, way, result)
                gestured[records].append(gestures(browser, addresses["atlas", records]))
                print(records, gestured[records][-1], file=sys.stderr, flush=True)
        plays = many_plays(browser, addresses["atlas", RECORDS[0]], options.plays)
        version = browser.version
    return {
        "browser": version,
        # Over the number of cores, others were working too: distrust the figures then.
        "load_average": [round(load_before, 1), round(os.getloadavg()[0], 1)],
        "workload": held,
        "runs": runs,
        "gestures": gestured,
        "plays": plays,
    }


def address_of(way: Way, records: str, addresses: dict[tuple[str, str], str]) -> str:
    """Where a way is served at a size."""
    return addresses[way.server, records] + way.query.format(records=records)


def warm_up(browser: Browser, addresses: dict[tuple[str, str], str]) -> None:
    """Visit every page once: a server's first answer is slower than all that follow."""
    for records in RECORDS:
        for way in WAYS:
            with tab(browser, way) as (page, counters):
                first_map(page, counters, address_of(way, records, addresses))


def rotated(repetition: int, repetitions: int) -> tuple[Way, ...]:
    """The ways, each repetition starting at another one."""
    start = repetition * len(WAYS) // max(1, repetitions)
    return WAYS[start:] + WAYS[:start]


def report(records: str, way: Way, result: Json) -> None:
    """Tell whoever waits."""
    print(f"{records:8}{way.name:18}{result}", file=sys.stderr, flush=True)


class Counters:
    """Chromium's own counters of a page (DevTools protocol).

    Parameters
    ----------
    page : Page
        A page, before it is navigated.
    """

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self.bytes = 0.0
        self.requests = 0
        self._session.on("Network.loadingFinished", self._finished)
        self._session.send("Network.enable")
        self._session.send("Performance.enable")

    def _finished(self, event: Json) -> None:
        self.bytes += event["encodedDataLength"]
        self.requests += 1

    def read(self) -> dict[str, float]:
        """All metrics by name; times in seconds."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}

    def profile(self) -> None:
        """Start sampling what JavaScript runs."""
        self._session.send("Profiler.enable")
        self._session.send("Profiler.setSamplingInterval", {"interval": PROFILE_SAMPLE_US})
        self._session.send("Profiler.start")

    def profiled_script_ms(self) -> float:
        """Stop sampling; milliseconds in which JavaScript ran or its garbage was collected."""
        profile = self._session.send("Profiler.stop")["profile"]
        self._session.send("Profiler.disable")
        still = {n["id"] for n in profile["nodes"] if n["callFrame"]["functionName"] in NO_SCRIPT}
        spent = zip(profile["samples"], profile["timeDeltas"], strict=True)
        return float(sum(delta for node, delta in spent if node not in still)) / 1000

    def collect_garbage(self) -> None:
        """Throw away whatever nothing refers to."""
        self._session.send("HeapProfiler.collectGarbage")


@contextmanager
def tab(browser: Browser, way: Way) -> Iterator[tuple[Page, Counters]]:
    """An empty page in a context of its own, so with a cold cache."""
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    if way.server == "atlas":
        page.add_init_script(path=ADAPTER)
    try:
        yield page, Counters(page)
    finally:
        context.close()


def measure(browser: Browser, way: Way, address: str, options: Options) -> Json:
    """One way, opened cold: first map, years, film. A fault is a result too."""
    with tab(browser, way) as (page, counters):
        try:
            result = first_map(page, counters, address)
            result |= year_changes(page, counters)
            result |= film(page, counters, options.film_seconds)
        except PageFault as fault:
            return {"fault": str(fault).splitlines()[0]}
    return result


def first_map(page: Page, counters: Counters, address: str) -> Json:
    """Milliseconds until the first year is painted, and what was sent until then."""
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.peer")
    took = page.evaluate("window.peer.ready")
    result = {"first_map_ms": round(took), "kb_sent": round(counters.bytes / 1000)}
    page.wait_for_timeout(1000)
    return result


def year_changes(page: Page, counters: Counters) -> Json:
    """Every year once, forwards."""
    before, asked = counters.read(), counters.requests
    times = page.evaluate(YEAR_CHANGES, YEAR_BUDGET_MS)
    after = counters.read()
    return {
        "year_p50_ms": round(percentile(times, 0.5), 1),
        "year_p95_ms": round(percentile(times, 0.95), 1),
        "year_changes": len(times),
        "year_work_ms": round(
            (after["TaskDuration"] - before["TaskDuration"]) * 1000 / len(times), 1
        ),
        "requests_per_year": round((counters.requests - asked) / len(times), 2),
    }


def film(page: Page, counters: Counters, seconds: float) -> Json:
    """Frames that drew something new while the film plays, and what each cost."""
    page.evaluate("(year) => window.peer.setYear(year)", FILM_YEAR)
    page.wait_for_timeout(FILM_WARM_MS)
    page.evaluate("() => { window.peer.play(); }")
    page.wait_for_timeout(FILM_WARM_MS)
    before, drawn = counters.read(), page.evaluate("window.peer.frames()")
    start = time.perf_counter()
    page.wait_for_timeout(seconds * 1000)
    frames = page.evaluate("window.peer.frames()") - drawn
    took = time.perf_counter() - start
    after = counters.read()
    script = script_per_frame(page, counters)
    page.evaluate("() => { window.peer.stop(); }")
    work = (after["TaskDuration"] - before["TaskDuration"]) * 1000
    return {
        "film_fps": round(frames / took, 1),
        "script_ms_per_frame": script,
        "work_ms_per_frame": round(work / frames, 2) if frames else None,
    }


def script_per_frame(page: Page, counters: Counters) -> float | None:
    """Milliseconds of JavaScript per drawn frame while the film goes on.

    Sampled by V8's profiler, after the frames were counted, because it slows the page a little.
    Chromium's own ``ScriptDuration`` is of no use here: it leaves out animation frames.
    """
    drawn = page.evaluate("window.peer.frames()")
    counters.profile()
    page.wait_for_timeout(PROFILE_MS)
    script = counters.profiled_script_ms()
    frames = page.evaluate("window.peer.frames()") - drawn
    return round(script / frames, 2) if frames else None


# A gesture: one event a frame, then as long as the map takes to be drawn anew at rest. Frame times
# are those between animation frames, so whatever blocks the thread is in them. Of each rest only
# the longest frame counts: that is the redrawing.
GESTURES = """async ([count, steps]) => {
  const stage = document.getElementById('map-stage');
  const box = stage.getBoundingClientRect();
  const [x, y] = [box.left + box.width * 0.62, box.top + box.height * 0.4];
  const frame = () => new Promise(requestAnimationFrame);
  const fire = (type, more) => stage.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true, ...more }));
  stage.setPointerCapture = () => {};
  const moving = [];
  const resting = [];
  let last = await frame();
  const lap = async (list) => { const now = await frame(); list.push(now - last); last = now; };
  const settle = async () => {
    const frames = [];
    for (let i = 0; i < 40; i += 1) await lap(frames);
    resting.push(Math.max(...frames));
  };
  for (let round = 0; round < count; round += 1) {
    const sign = round % 2 ? 1 : -1;
    for (let i = 0; i < steps; i += 1) {
      stage.dispatchEvent(new WheelEvent('wheel', {
        deltaY: sign * 12, clientX: x, clientY: y, bubbles: true, cancelable: true }));
      await lap(moving);
    }
    await settle();
    fire('pointerdown', { clientX: x, clientY: y, button: 0, buttons: 1 });
    for (let i = 1; i <= steps; i += 1) {
      fire('pointermove', { clientX: x + sign * 5 * i, clientY: y + sign * 2 * i, buttons: 1 });
      await lap(moving);
    }
    fire('pointerup', { clientX: x + sign * 5 * steps, clientY: y + sign * 2 * steps, button: 0 });
    await settle();
  }
  return { moving, resting };
}"""
GESTURE_COUNT = 6
GESTURE_STEPS = 30


def gestures(browser: Browser, address: str) -> Json:
    """Frame times while the atlas is zoomed and dragged, and of the redrawing at rest."""
    atlas = WAYS[-1]
    with tab(browser, atlas) as (page, counters):
        first_map(page, counters, address)
        page.evaluate("(year) => window.peer.setYear(year)", FILM_YEAR)
        found = page.evaluate(GESTURES, [GESTURE_COUNT, GESTURE_STEPS])
    return {
        "moving_p95_ms": round(percentile(found["moving"], 0.95), 1),
        "redraw_p50_ms": round(percentile(found["resting"], 0.5), 1),
        "redraw_longest_ms": round(max(found["resting"]), 1),
    }


# The slider from the first year to the last and back. Drawing is done within the event; a frame is
# let through after every sweep so that timers and painting get their turn.
PLAYS = """async (count) => {
  const slider = document.getElementById('year-slider');
  const frame = () => new Promise(requestAnimationFrame);
  const to = (year) => {
    slider.value = year;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  };
  for (let play = 0; play < count; play += 1) {
    for (let year = 1917; year <= 1956; year += 1) to(year);
    await frame();
    for (let year = 1956; year >= 1917; year -= 1) to(year);
    await frame();
  }
  await new Promise((done) => setTimeout(done, 1000));
}"""


def many_plays(browser: Browser, address: str, count: int) -> Json:
    """Heap and nodes of the atlas after the first play and after many, garbage collected."""
    with tab(browser, WAYS[-1]) as (page, counters):
        first_map(page, counters, address)

        def state() -> dict[str, float]:
            counters.collect_garbage()
            return counters.read()

        page.evaluate(PLAYS, 1)
        first = state()
        page.evaluate(PLAYS, count)
        last = state()
    return {
        "plays": count,
        "heap_first_mb": round(first["JSHeapUsedSize"] / 1e6, 2),
        "heap_last_mb": round(last["JSHeapUsedSize"] / 1e6, 2),
        "heap_growth_percent": round(
            100 * (last["JSHeapUsedSize"] / first["JSHeapUsedSize"] - 1), 1
        ),
        "nodes_gained": round(last["Nodes"] - first["Nodes"]),
        "listeners_gained": round(last["JSEventListeners"] - first["JSEventListeners"]),
    }


def percentile(values: list[float], share: float) -> float:
    """Nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
