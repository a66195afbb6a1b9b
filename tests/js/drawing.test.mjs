import assert from "node:assert/strict";
import { test } from "node:test";

import { joinRings, epoch } from "../../assets/js/base_figure.mjs";
import { createClutter } from "../../assets/js/clutter.mjs";
import { dotCounts, scatter, visitDots } from "../../assets/js/dots.mjs";
import { aspectOf, frameFor, greatCirclePoint } from "../../assets/js/frame.mjs";
import { limited, shift, zoomAround } from "../../assets/js/gestures.mjs";
import { hits, insideRings } from "../../assets/js/hit.mjs";
import { boxesAround, boxesAskew, overlap, placeLabels } from "../../assets/js/labels.mjs";
import { boxed, footprint, shadedUnder, shows, turnedBox } from "../../assets/js/map_names.mjs";
import { besideFlow, linesOf, shortOblast, wantedLabels } from "../../assets/js/map_labels.mjs";
import { fitView } from "../../assets/js/projection.mjs";
import { along, bend, distanceTo, inside, marksInside, outline, pieceOf, resample, ribbonWidth, spine, taper } from "../../assets/js/ribbon.mjs";
import { discRadius, shadeClass } from "../../assets/js/scene.mjs";
import { axisYears, margins, scaleTop, yearX } from "../../assets/js/timeline_view.mjs";

const MIDDLE = { lon: 45, band: [50, 58] };

test("a ribbon is wide at the origin and a third of it at the destination", () => {
  const shape = spine([[0, 0], [300, 0]], { share: 0, stop: 0 });
  const edge = outline(shape, 12);
  assert.ok(Math.abs(edge[0][1] - edge.at(-1)[1]) > 11.9);
  const n = shape.points.length;
  assert.ok(Math.abs(Math.abs(edge[n - 1][1] - edge[n][1]) - 4) < 0.1);
  assert.equal(taper(0), 1);
});

test("a zoom ends at its limits, however far it would leap", () => {
  assert.equal(limited(1, 2, [0.5, 4]), 2);
  assert.equal(limited(1, 100, [0.5, 4]), 4);
  assert.equal(limited(2, 0.001, [0.5, 4]), 0.25);
  // Beyond them there is only a way back.
  assert.equal(limited(8, 1.5, [0.5, 4]), 1);
  assert.equal(limited(8, 0.5, [0.5, 4]), 0.5);
});

test("of a line far larger than the picture only what is in the picture is left", () => {
  const line = [[-1000, 50], [1000, 50], [1000, 5000], [-1000, 5000]];
  const box = [0, 0, 100, 100];
  assert.deepEqual(inside(line, box), [[0.5, 0.55]]);
  assert.deepEqual(pieceOf(line, [0.5, 0.55]).map((point) => point.map(Math.round)), [[0, 50], [100, 50]]);
  // Round a corner inside it stays one part; what leaves and comes back is two.
  assert.deepEqual(inside([[0, 0], [50, 0], [50, 50]], box), [[0, 2]]);
  assert.deepEqual(inside([[50, 50], [50, 150], [60, 150], [60, 50]], box), [[0, 0.5], [2.5, 3]]);
  assert.deepEqual(pieceOf([[0, 0], [50, 0], [50, 50]], [0, 2]), [[0, 0], [50, 0], [50, 50]]);
  assert.deepEqual(inside([[-5, 0], [-5, 90]], box), []);
  assert.deepEqual(marksInside({ points: line.slice(0, 2), length: 2000 }, 50, box), [20, 21, 22]);
  // Closer than anybody looks: a million px of line are some marks in the picture.
  assert.ok(marksInside({ points: [[-5e5, 50], [5e5, 50]], length: 1e6 }, 10, box).length < 15);
});

test("opposite directions bend to opposite sides of the straight line", () => {
  const there = bend([[0, 0], [50, 0], [100, 0]], 100, 0.1)[1];
  const back = bend([[100, 0], [50, 0], [0, 0]], 100, 0.1)[1];
  assert.ok(there[1] * back[1] < 0);
});

test("width grows with the root of people and is capped", () => {
  assert.ok(ribbonWidth(400) - 2 > 1.99 * (ribbonWidth(100) - 2));
  assert.equal(ribbonWidth(1e6), 18);
});

test("a flow too short to read is not drawn", () => {
  assert.equal(spine([[0, 0], [5, 0]], { share: 0.1, stop: 11 }), null);
});

test("resampling keeps both ends and even steps", () => {
  const { points, length } = resample([[0, 0], [10, 0], [10, 10]], 5);
  assert.equal(length, 20);
  assert.deepEqual(points, [[0, 0], [5, 0], [10, 0], [10, 5], [10, 10]]);
});

test("one dot stands for N people, and everybody documented has one", () => {
  assert.deepEqual(dotCounts([752, 752], 20), [38, 0]);
  assert.deepEqual(dotCounts([7, 7], 20), [1, 0]);
  assert.deepEqual(dotCounts([442, 700], 20), [22, 13]);
  assert.deepEqual(dotCounts([0, 0], 20), [0, 0]);
});

test("dots stay inside their ribbon and are the same in every run", () => {
  const shape = spine([[0, 0], [300, 0]], { share: 0, stop: 0 });
  const seen = [];
  visitDots(shape, { width: 16, solid: 22, hollow: 13, seconds: 1.7 }, (x, y, hollow) => seen.push([x, y, hollow]));
  assert.equal(seen.length, 35);
  assert.equal(seen.filter(([, , hollow]) => hollow).length, 13);
  assert.ok(seen.every(([x, y]) => x >= 0 && x <= 300 && Math.abs(y) <= 8));
  assert.equal(scatter(3), scatter(3));
});

test("area of a disc goes with people", () => {
  assert.ok(Math.abs(discRadius(400) / discRadius(100) - 2) < 1e-9);
  assert.deepEqual([5, 12, 46, 60, 118].map((people) => shadeClass(people)), [0, 1, 2, 3, 4]);
});

test("labels do not collide and stay on the stage; a figure on an area is always printed", () => {
  const box = [0, 0, 40, 10];
  const wanted = [{ id: "a", boxes: [box] }, { id: "b", boxes: [box, [0, 20, 40, 30]] }, { id: "c", boxes: [box] }];
  assert.deepEqual([...placeLabels(wanted, [])], [["a", 0], ["b", 1]]);
  assert.equal(placeLabels([{ id: "a", boxes: [box] }], [], { bounds: [5, 0, 100, 100] }).size, 0);
  assert.equal(placeLabels([{ id: "a", boxes: [box], must: true }], [box]).get("a"), 0);
  assert.equal(overlap(box, [41, 0, 50, 10]), false);
  assert.equal(boxesAround(100, 100, 40, 20, 5)[1][2], 95);
});

test("a label keeps off printed names and waits; one with a figure stands there if it must", () => {
  const boxes = [[0, 0, 40, 10], [0, 20, 40, 30]];
  const shuns = (box) => box[1] < 15;
  assert.equal(placeLabels([{ id: "a", boxes }], [], { shuns }).get("a"), 1);
  assert.equal(placeLabels([{ id: "a", boxes: boxes.slice(0, 1) }], [], { shuns }).size, 0);
  assert.equal(placeLabels([{ id: "a", boxes: boxes.slice(0, 1), firm: true }], [], { shuns }).get("a"), 0);
  assert.equal(placeLabels([{ id: "a", boxes, firm: true }], [], { shuns }).get("a"), 1);
});

test("of free places a label takes the one that covers least, and labels do not touch", () => {
  const boxes = [[0, 0, 40, 10], [0, 20, 40, 30], [0, 40, 40, 50]];
  assert.equal(placeLabels([{ id: "a", boxes }], [], { cost: (box) => Math.abs(box[1] - 20) }).get("a"), 1);
  const beside = [{ id: "a", boxes: [[0, 0, 40, 10]] }, { id: "b", boxes: [[42, 0, 60, 10], [50, 0, 68, 10]] }];
  assert.equal(placeLabels(beside, []).get("b"), 1);
});

test("a figure that must stand somewhere covers least of others", () => {
  const boxes = [[0, 0, 40, 10], [30, 0, 70, 10]];
  assert.equal(placeLabels([{ id: "a", boxes, must: true }], [[0, 0, 35, 10]]).get("a"), 1);
});

test("what stands on the stage is found again: boxes, ribbons, nothing outside", () => {
  const clutter = createClutter({ width: 200, height: 100 });
  clutter.enter([-50, -50, -10, -10]);
  assert.equal(clutter.count([0, 0, 199, 99]), 0);
  clutter.enter([50, 50, 60, 55]);
  assert.ok(clutter.at(55, 52) && !clutter.at(80, 52) && !clutter.at(500, 52));
  assert.ok(clutter.count([58, 40, 90, 60]) > 0);
  const ribbons = createClutter({ width: 200, height: 100 });
  ribbons.enterRibbon({ spine: spine([[10, 20], [190, 20]], { share: 0, stop: 0 }), width: 12 });
  assert.ok(ribbons.at(10, 25) && ribbons.at(100, 20) && !ribbons.at(100, 40));
});

test("a turned name is covered by boxes along its line, not by one around it", () => {
  const parts = footprint([100, 100], 100, 10, 45);
  assert.ok(parts.some((part) => overlap(part, [130, 130, 132, 132])));
  assert.ok(!parts.some((part) => overlap(part, [130, 60, 140, 70])));
});

test("a name gives way to an area shaded by a figure", () => {
  const areas = boxed([[[[90, 90], [140, 90], [140, 110], [90, 110]]]]);
  assert.equal(shadedUnder([80, 100], 60, 0, areas), true);
  assert.equal(shadedUnder([20, 100], 60, 0, areas), false);
});

test("lines of a label left of its mark end at the mark", () => {
  const label = { boxes: boxesAround(100, 100, 40, 30, 5), lines: [{ text: "a" }, { text: "b" }] };
  const [first] = linesOf(label, 1);
  assert.deepEqual([first.align, first.x], ["right", 95]);
});

test("an oblast on its own area needs no 'oblast'", () => {
  assert.equal(shortOblast("Karaganda oblast"), "Karaganda");
  assert.equal(shortOblast("Қарағанды облысы"), "Қарағанды");
  assert.equal(shortOblast("Карагандинская область"), "Карагандинская");
});

test("names of rank appear as the view closes in, and a turned name takes a turned box", () => {
  assert.equal(shows({ kind: "river", rank: 2 }, 20), false);
  assert.equal(shows({ kind: "river", rank: 2 }, 80), true);
  const [left, , right] = turnedBox(0, 0, 100, 10, 90);
  assert.ok(right - left < 11);
});

const site = (id, x, y, radius) => ({ place: { id }, x, y, radius });

test("under a pointer: sites before flows before areas, all of them where they overlap", () => {
  const flow = { id: "m", width: 10, spine: spine([[0, 0], [300, 0]], { share: 0, stop: 0 }) };
  const square = [[[0, -50], [300, -50], [300, 50], [0, 50]]];
  const scene = {
    sites: [site("a", 100, 0, 5), site("b", 103, 0, 5)],
    flows: [flow],
    arrivals: [],
    oblasts: [{ place: { id: "o" }, rings: square }],
  };
  assert.deepEqual(hits(scene, 101, 0).map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(hits(scene, 200, 4).map(({ id }) => id), ["m"]);
  assert.deepEqual(hits(scene, 200, 40).map(({ id }) => id), ["o"]);
  assert.deepEqual(hits(scene, 200, 90), []);
  assert.equal(insideRings(square, 10, 10), true);
  assert.equal(distanceTo([[0, 0], [10, 0]], 5, 3), 3);
  assert.deepEqual(along(flow.spine, 0), [0, 0]);
});

test("a figure stands beside its flow, not under its dots, however the flow slants", () => {
  for (const end of [[300, 0], [300, 200], [60, 300], [-200, 250]]) {
    const flow = { width: 18, spine: spine([[0, 0], end], { share: 0, stop: 0 }) };
    for (const side of [1, -1]) {
      const [left, top, right, bottom] = besideFlow(flow, 0.5, side, 90);
      const edge = [[left, top], [right, top], [left, bottom], [right, bottom]];
      for (const [x, y] of edge) assert.ok(distanceTo(flow.spine.points, x, y) > 9, `${end}, ${side}`);
    }
  }
});

test("zooming keeps the point under the finger", () => {
  const { k, x, y } = zoomAround({ k: 1, x: 0, y: 0 }, 2, 100, 50);
  assert.deepEqual([k * 100 + x, k * 50 + y], [100, 50]);
  assert.deepEqual(shift({ k, x, y }, 5, 6), { k: 2, x: -95, y: -44 });
});

test("a view fits its points into what the panels leave free", () => {
  // A flat stand-in for the projection: one degree is ten px.
  const flat = ([lon, lat]) => [lon * 10, -lat * 10];
  flat.invert = ([x, y]) => [x / 10, -y / 10];
  const free = { left: 100, right: 300, top: 0, bottom: 200, width: 400, height: 200 };
  const { scale, center } = fitView(flat, 1, [[0, 0], [10, 10]], free);
  assert.equal(scale, 2);
  // The middle of the free part is the middle of the stage here.
  assert.deepEqual(center, { lon: 5, lat: 5 });
});

test("the frame has the shape of the stage, tall or wide", () => {
  const flat = ([lon, lat]) => [lon, lat];
  for (const aspect of [0.5, 1, 2.4]) {
    const { lon } = frameFor(flat, aspect, MIDDLE);
    const got = aspectOf(flat, (lon[1] - lon[0]) / 2, MIDDLE);
    assert.ok(Math.abs(got - aspect) < 1e-6, `${got} is not ${aspect}`);
  }
  const [, lat] = greatCirclePoint([0, 50], [40, 50], 0.5);
  assert.ok(lat > 50);
});

test("rings are parted by gaps, borders by their years", () => {
  assert.deepEqual(joinRings([[[1, 2]], [[3, 4]]]), { lon: [1, null, 3], lat: [2, null, 4] });
  const base = { borders: [{ kind: "soviet", validFrom: 1917, validTo: 1938 }, { kind: "soviet", validFrom: 1939, validTo: 1944 }] };
  assert.equal(epoch(base, 1917), epoch(base, 1938));
  assert.notEqual(epoch(base, 1938), epoch(base, 1939));
});

test("the scale of the chart ignores one towering year, which becomes a broken bar", () => {
  const usual = Array.from({ length: 40 }, (_, i) => 100 + i);
  assert.ok(scaleTop([...usual, 42000]) < 1000);
  assert.ok(scaleTop([10, 20, 30]) >= 30);
  assert.equal(scaleTop([0.4, 0.9]) % 3, 0);
});

test("the axis names both ends and every fifth year, none under the thumb", () => {
  const years = axisYears([1917, 1956], 1931);
  assert.ok(years.includes(1917) && years.includes(1956) && years.includes(1940));
  assert.ok(!years.includes(1930));
  const margin = margins(168);
  assert.equal(margins(168, "60,000").left, margin.left);
  assert.ok(margins(168, "600,000").left > margin.left, "a longer figure is not cut");
  assert.ok(yearX(1917, [1917, 1956], 800, margin) > margin.left);
  assert.ok(yearX(1956, [1917, 1956], 800, margin) < 800 - margin.right);
});

test("a place where a life stopped twice is named once, and not again as a site", () => {
  const stop = (number, place) => ({ x: 10, y: 10, number, place, name: place, reached: true });
  const site = (id) => ({ place: { id }, name: id, x: 10, y: 10, radius: 4 });
  const scene = {
    oblasts: [], flows: [], arrivals: [],
    sites: [site("karlag"), site("moscow")],
    lives: [{ rank: 0, points: [stop(1, "karlag"), stop(2, "karlag")] }],
  };
  const context = { index: { populationsAt: new Map() }, state: { lang: "en" }, t: String, ink: {}, widthOf: () => 40 };
  assert.deepEqual(wantedLabels(scene, context).map(({ id }) => id), ["l-0-1", "s-moscow"]);
});

test("that a number is not recorded is said beside one flow, not beside each of many", () => {
  const line = spine([[10, 20], [190, 20]], { share: 0, stop: 0 });
  const flow = (id) => ({ id, selected: true, family: "work", width: 0, spine: line, move: { id } });
  const labels = (flows) =>
    wantedLabels(
      { oblasts: [], sites: [], arrivals: [], lives: [], flows },
      { index: {}, state: { lang: "en" }, t: String, ink: { familyText: {} }, widthOf: () => 40 },
    ).length;
  assert.deepEqual([labels([flow("a")]), labels([flow("a"), flow("b")])], [1, 0]);
});

test("a chosen place keeps its name where its figure finds no room", () => {
  const figure = { low: 253, high: 253, leading: { count: 253, qualifier: "exact" } };
  const site = { place: { id: "a" }, name: "Leningrad", inner: { name: "x" }, x: 20, y: 50, radius: 8, selected: true, figure };
  const scene = { oblasts: [], flows: [], arrivals: [], lives: [], sites: [site] };
  const widthOf = (text) => (text === "Leningrad" ? 60 : 400);
  const context = { index: { populationsAt: new Map() }, state: { lang: "en" }, t: String, ink: {}, widthOf };
  const wanted = wantedLabels(scene, context);
  const at = placeLabels(wanted, [], { bounds: [0, 0, 200, 100] }).get("s-a");
  assert.deepEqual(linesOf(wanted[0], at).map(({ text }) => text), ["Leningrad"]);
});

test("a wide name at the edge stands askew above or below its mark", () => {
  const scene = {
    oblasts: [], flows: [], arrivals: [], lives: [],
    sites: [{ place: { id: "a" }, name: "a long name", x: 190, y: 50, radius: 4, selected: true }],
  };
  const context = { index: { populationsAt: new Map() }, state: { lang: "en" }, t: String, ink: {}, widthOf: () => 150 };
  const [label] = wantedLabels(scene, context);
  assert.deepEqual(wantedLabels(scene, { ...context, bounds: [0, 0, 180, 100] }), [], "beyond the stage");
  // Left of the mark stands another one.
  const at = placeLabels([label], [[160, 40, 172, 60]], { bounds: [0, 0, 210, 100] }).get("s-a");
  const [left, , right] = label.boxes[at];
  assert.ok(left < 60 && right <= 210, `${left} to ${right}`);
});

const bounds100 = [0, 0, 100, 100];

test("a name without its figure is the last choice, and what is chosen is named on the stage", () => {
  const boxes = [[0, 0, 40, 10], [0, 20, 20, 30]];
  const cost = (box) => (box[1] === 0 ? 5 : 0);
  assert.equal(placeLabels([{ id: "a", boxes, firm: true, bareFrom: 1 }], [], { cost }).get("a"), 0);
  assert.ok(boxesAskew(95, 50, 90, 10, 5, bounds100).every(([left, , right]) => left >= 0 && right <= 100));
  const outside = [[-30, 0, 10, 10], [0, 0, 40, 10]];
  const bounds = bounds100;
  assert.equal(placeLabels([{ id: "a", boxes: outside, must: true }], [[30, 0, 60, 10]], { bounds }).get("a"), 1);
});
