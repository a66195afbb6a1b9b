import assert from "node:assert/strict";
import { test } from "node:test";

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

/** A browser's container of workers, and the page around it. */
function surroundings(controller) {
  const container = new EventTarget();
  container.controller = controller;
  const reloads = [];
  globalThis.window = { location: { reload: () => reloads.push(true) } };
  keepOffline("/bundle/1a.json", { container, later: () => {} });
  return { container, reloads };
}

test("the first worker's greeting does not reload the page", () => {
  const { container, reloads } = surroundings(null);
  container.dispatchEvent(new Event("controllerchange"));
  assert.equal(reloads.length, 0);
  container.dispatchEvent(new Event("controllerchange"));
  assert.equal(reloads.length, 1);
});

test("a page served by one version reloads whole when another takes over", () => {
  const { container, reloads } = surroundings({});
  container.dispatchEvent(new Event("controllerchange"));
  assert.equal(reloads.length, 1);
});
