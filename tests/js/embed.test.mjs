import assert from "node:assert/strict";
import { test } from "node:test";

import { embedCode, embedQuery, fullQuery, patchFrom, stateMessage } from "../../assets/js/embed.mjs";
import { readQuery, writeQuery } from "../../assets/js/query.mjs";
import { initialState } from "../../assets/js/state.mjs";

const meta = { years: [1917, 1956], startYear: 1931, languages: ["en", "kk", "ru"], categories: [{ id: "evacuees" }] };
const index = {
  meta, nationalities: ["german"], places: new Map([["magnitogorsk", {}]]), movements: new Map([["m-1", {}]]),
  people: new Map([["koch", {}]]), events: new Map(),
  stories: new Map([["one", { id: "one", steps: [{ year: 1926, camera: "fit" }, { year: 1930, camera: "fit" }] }]]),
};
const state = initialState(meta);

test("a message sets what an address can set, and is checked like one", () => {
  const patch = patchFrom({ type: "zholdar:set", year: 1943, place: "magnitogorsk", cat: ["evacuees", "bad"], lang: "kk" }, index);
  assert.deepEqual([patch.year, patch.place, patch.cat, patch.lang], [1943, "magnitogorsk", ["evacuees"], "kk"]);
  assert.ok(!("mode" in patch));
  assert.equal(patchFrom({ type: "zholdar:set", year: 99999 }, index).year, 1956);
});

test("what is no message, or says nonsense, changes nothing", () => {
  for (const other of [null, 7, "zholdar:set", { type: "other", year: 1940 }]) assert.equal(patchFrom(other, index), null);
  const bad = { type: "zholdar:set", year: "<script>", place: { id: 1 }, mode: "kiosk", constructor: 1, __proto__: { year: 1940 } };
  const { year, mode } = patchFrom(bad, index);
  assert.deepEqual([year, mode], [undefined, undefined]);
});

test("an empty value takes back what was set", () => {
  const patch = patchFrom({ type: "zholdar:set", place: null, cat: "", span: null, story: "" }, index);
  assert.deepEqual([patch.place, patch.cat, patch.span, patch.story], [null, [], null, null]);
});

test("a step of a story can be shown in a frame, without its panel", () => {
  const patch = patchFrom({ type: "zholdar:set", story: "one", step: 2 }, index);
  assert.deepEqual([patch.story, patch.step, patch.year, patch.mode], ["one", 2, 1930, undefined]);
  assert.equal(readQuery("?mode=embed&story=one&step=2", index).mode, "embed");
});

test("the page around the frame hears what is shown", () => {
  const said = stateMessage({ ...state, mode: "embed", span: [1930, 1938], place: "magnitogorsk", cat: ["evacuees"] });
  assert.deepEqual([said.type, said.span, said.place, said.cat, said.person], ["zholdar:state", "1930-1938", "magnitogorsk", "evacuees", null]);
});

test("the code of a frame reads back as the same view", () => {
  const shown = { ...state, year: 1943, place: "magnitogorsk", lang: "kk" };
  const query = embedQuery(shown, { link: false });
  const read = readQuery(query, index);
  assert.deepEqual([read.mode, read.year, read.place, read.lang], ["embed", 1943, "magnitogorsk", "kk"]);
  assert.match(query, /link=off/);
  assert.ok(!fullQuery({ ...shown, mode: "embed" }).includes("mode="));
  const code = embedCode({ url: 'https://a.example/?a=1&b="2"', title: "<Z>", height: 400 });
  assert.match(code, /src="https:\/\/a\.example\/\?a=1&amp;b=&quot;2&quot;"/);
  assert.match(code, /loading="lazy"/);
  assert.match(code, /sandbox="allow-scripts allow-same-origin/);
  assert.ok(!code.includes("<Z>"));
});

test("a kiosk begins with its film and takes nothing else from the address", () => {
  const patch = readQuery("?mode=kiosk&year=1940&place=magnitogorsk&story=one&lang=ru", index);
  assert.deepEqual(patch, { mode: "kiosk", theme: "dark", screen: "attract", lang: "ru" });
  assert.match(writeQuery({ ...state, mode: "embed" }, state), /mode=embed/);
});
