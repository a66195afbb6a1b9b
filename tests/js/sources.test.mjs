import assert from "node:assert/strict";
import { test } from "node:test";

import { reportLink, reportText, viewAddress } from "../../assets/js/report.mjs";
import { archivesOf, cardOf, citedBy, filesOf } from "../../assets/js/sources.mjs";
import { initialState } from "../../assets/js/state.mjs";

const byId = (...items) => new Map(items.map((item) => [item.id, item]));
const index = {
  sources: byId({ id: "9", archive: "A" }, { id: "10", archive: "A" }, { id: "2", archive: "B" }, { id: "3", title: "Book" }),
  citations: {
    m: [{ page: "5", source: "9;3" }, { page: "6", source: "9" }],
    p: [{ page: "7", source: "9" }],
    n: [{ page: "8" }],
  },
  movements: byId({ id: "m" }),
  events: new Map(),
  people: byId({ id: "koch" }),
  places: byId({ id: "karlag" }),
  populations: byId({ id: "p", place: "karlag" }),
  notes: byId({ id: "n", person: "koch" }, { id: "lost", place: "nowhere" }),
};

test("archives and their files, in the order of the bibliography", () => {
  assert.deepEqual(archivesOf(index), ["A", "B"]);
  assert.deepEqual(filesOf(index, "A").map(({ id }) => id), ["9", "10"]);
});

test("a work knows the records that rest on it, each once with its first page", () => {
  const cited = citedBy(index);
  assert.deepEqual(cited.get("9").map(({ id, page }) => `${id} ${page}`), ["m 5", "p 7"]);
  assert.deepEqual(cited.get("3").map(({ id }) => id), ["m"]);
  assert.equal(cited.get("10"), undefined);
});

test("every record leads to a card that shows it, or to none", () => {
  assert.deepEqual(cardOf(index, "m"), { kind: "move", id: "m" });
  assert.deepEqual(cardOf(index, "p"), { kind: "place", id: "karlag" });
  assert.deepEqual(cardOf(index, "n"), { kind: "person", id: "koch" });
  assert.equal(cardOf(index, "lost"), null);
  assert.equal(cardOf(index, "unheard"), null);
});

test("a report says record, view and version", () => {
  const facts = { record: "m-b039", title: "Workers", view: "https://a.example/?year=1932", version: "0.1.0", build: "abc" };
  const lines = reportText(facts, (id) => id).split("\n");
  assert.deepEqual(lines.slice(0, 4), [
    "Error in the atlas", "Record: m-b039 (Workers)", "View: https://a.example/?year=1932", "Version: 0.1.0, abc",
  ]);
  const whole = reportText({ ...facts, record: null, build: null }, (id) => id);
  assert.ok(!whole.includes("Record"));
  assert.ok(whole.includes("Version: 0.1.0\n"));
});

test("the address of a view tells its language, and where the atlas lies", () => {
  const state = { ...initialState({ years: [1917, 1956], startYear: 1932, languages: ["en", "kk"] }, ["kk"]), place: "karlag" };
  const address = viewAddress(state, { origin: "https://a.example", pathname: "/history/atlas/" });
  assert.equal(address, "https://a.example/history/atlas/?year=1932&lang=kk&place=karlag");
});

test("a report goes into a letter or a form whole, whatever signs are in it", () => {
  const body = "a & b?\nc#д";
  const letter = new URL(reportLink("mailto:atlas@museum.example", "Error & more", body));
  assert.equal(letter.pathname, "atlas@museum.example");
  assert.equal(letter.searchParams.get("subject"), "Error & more");
  assert.equal(letter.searchParams.get("body"), body);
  const form = new URL(reportLink("https://a.example/issues/new", "E", body));
  assert.equal(form.searchParams.get("title"), "E");
  assert.equal(form.searchParams.get("body"), body);
});
