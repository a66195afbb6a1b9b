import assert from "node:assert/strict";
import { test } from "node:test";
import { unpack } from "../../assets/js/unpack.mjs";

test("columns become records, and nothing stays nothing", () => {
  const each = { id: ["a", "b"], count: [null, 0] };
  const packed = { parts: { list: { rows: [2], of: { each } } }, words: {} };
  const { list } = unpack(packed);
  assert.deepEqual(list, [{ id: "a" }, { id: "b", count: 0 }]);
  assert.ok(!("count" in list[0]));
});

test("texts are read in order, each language for itself", () => {
  const text = { each: { en: { text: "en" }, ru: { text: "ru" } } };
  const column = { rows: [2], of: { each: { text } } };
  const words = { en: ["one", "two", "three", "four"], ru: ["раз", null, "три", "четыре"] };
  const { first, second } = unpack({ parts: { first: column, second: column }, words });
  assert.deepEqual(first, [{ text: { en: "one", ru: "раз" } }, { text: { en: "two" } }]);
  assert.deepEqual(second[1].text, { en: "four", ru: "четыре" });
});

test("lines are differences of whole numbers", () => {
  const packed = { parts: { land: { lines: [[1234, 5, -1, 1], null], digits: 2 } }, words: {} };
  assert.deepEqual(unpack(packed).land, [[12.34, 0.05], [12.33, 0.06]]);
});

test("ids are keys again, in their order", () => {
  const of = { rows: [1, 0], of: { each: { page: [7] } } };
  assert.deepEqual(unpack({ parts: { citations: { ids: ["m1", "m2"], of } }, words: {} }).citations, { m1: [{ page: 7 }], m2: [] });
});
