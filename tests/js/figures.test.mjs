import assert from "node:assert/strict";
import { test } from "node:test";

import { countsPeople, formatNumber, high, low, sayFigure, sayYears } from "../../assets/js/figures.mjs";

const t = (id) => id;

test("a plain figure is its own lower and higher reading", () => {
  assert.equal(low({ count: 752 }), 752);
  assert.equal(high({ count: 752 }), 752);
});

test("a range keeps both ends", () => {
  const range = { countLow: 148, countHigh: 200 };
  assert.deepEqual([low(range), high(range)], [148, 200]);
  assert.equal(sayFigure(range, "en", t), "148\u2013200");
});

test("what is not recorded stays unsaid, it is not zero", () => {
  assert.equal(low({}), undefined);
  assert.equal(sayFigure({}, "en", t), "number not recorded");
});

test("the qualifier goes with the figure", () => {
  assert.equal(sayFigure({ count: 700, qualifier: "at_least" }, "en", t), "at least 700");
  assert.equal(sayFigure({ count: 2200, qualifier: "approx" }, "en", t), "about 2,200");
});

test("thousands as each language writes them", () => {
  assert.equal(formatNumber(12000, "en"), "12,000");
  assert.equal(formatNumber(12000, "kk"), "12\u2009000");
  assert.equal(formatNumber(764, "ru"), "764");
});

test("years of a record", () => {
  assert.equal(sayYears({ yearFrom: 1930, yearTo: 1933 }), "1930\u20131933");
  assert.equal(sayYears({ year: 1943 }), "1943");
  assert.equal(sayYears({}), undefined);
});

test("impossible figures and families do not count as people", () => {
  assert.equal(countsPeople({ count: 411523, unit: "persons", qualifier: "disputed" }), false);
  assert.equal(countsPeople({ count: 70, unit: "families", qualifier: "exact" }), false);
  assert.equal(countsPeople({ count: 70, unit: "persons", qualifier: "exact" }), true);
});
