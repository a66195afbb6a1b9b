import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { keepOffline, workerAddress } from "../../assets/js/offline.mjs";

test("the worker lies beside the bundle's folder, whatever page asked", () => {
  const of = (bundle, page) => workerAddress(bundle, page);
  assert.equal(of("/bundle/1a.json", "http://a.example/any/where?year=1932"), "http://a.example/sw.js");
  assert.equal(of("./bundle/1a.json", "http://a.example/school/atlas/"), "http://a.example/school/atlas/sw.js");
  assert.equal(of("./bundle/1a.json", "http://a.example/atlas/index.html?x=/y/"), "http://a.example/atlas/sw.js");
});

test("without service workers nothing happens", () => {
  keepOffline("/bundle/1a.json", { container: null, later: () => assert.fail("something was begun") });
});

/** `assets/whole.js` in a page with this controller. */
function page(controller) {
  const serviceWorker = new EventTarget();
  serviceWorker.controller = controller;
  const reloads = [];
  const window = { location: { reload: () => reloads.push(true) } };
  runInNewContext(readFileSync("assets/whole.js", "utf8"), { navigator: { serviceWorker }, window });
  return { change: () => serviceWorker.dispatchEvent(new Event("controllerchange")), reloads };
}

test("the first worker's greeting does not reload the page", () => {
  const { change, reloads } = page(null);
  change();
  assert.equal(reloads.length, 0);
  change();
  assert.equal(reloads.length, 1);
});

test("a page served by one version begins anew when another takes over", () => {
  const { change, reloads } = page({});
  change();
  assert.equal(reloads.length, 1);
});

test("without service workers a page loads as ever", () => {
  runInNewContext(readFileSync("assets/whole.js", "utf8"), { navigator: {}, window: {} });
});
