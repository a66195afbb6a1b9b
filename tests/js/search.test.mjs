import assert from "node:assert/strict";
import { test } from "node:test";

import MiniSearch from "../../assets/vendor/minisearch-7.2.0.mjs";
import { SETTINGS, documents, fold, grouped, yearFor } from "../../assets/js/search.mjs";

const place = (id, en, kk, ru, names = []) => [id, { id, name: { en, kk, ru }, names }];
const index = {
  meta: { years: [1917, 1956] },
  places: new Map([
    place("magnitogorsk", "Magnitogorsk", "Магнитогорск", "Магнитогорск"),
    place("karaganda", "Karaganda", "Қарағанды", "Караганда"),
    place("stalingrad", "Stalingrad", "Сталинград", "Сталинград", [{ lang: "en", name: "Tsaritsyn" }]),
    place("vienna", "Vienna", "Вена", "Вена"),
  ]),
  people: new Map([["koch", { id: "koch", name: { en: "Willi Koch", kk: "Вилли Кох", ru: "Вилли Кох" }, stops: [{ yearFrom: 1930, yearTo: 1937 }] }]]),
  events: new Map([["founded", { id: "founded", title: { en: "Karaganda is founded" }, text: { en: "Karaganda grows" } }], ["e", { id: "e", title: { en: "Congress" }, text: { en: "In Moscow" }, yearFrom: 1935, yearTo: 1935 }]]),
  movements: new Map([["m", { id: "m", label: { en: "Workers from Vienna" } }]]),
  nationalities: ["german", "austrian"],
  texts: {
    en: { "nationality:german": "Germans" },
    kk: { "nationality:german": "Немістер" },
    ru: { "nationality:german": "Немцы", "nationality:austrian": "Австрийцы" },
  },
  sources: new Map([
    ["169", { id: "169", archive: "Archive of the President of the Russian Federation (AP RF)", reference: "Ф. 3. Т. 58. І. 243" }],
    ["116", { id: "116", title: "Богданов А.В. Иностранные рабочие", year: 2011 }],
  ]),
  populationsAt: new Map([["magnitogorsk", [{ yearFrom: 1932, yearTo: 1932 }]]]),
  movementsAt: new Map(),
};
const engine = new MiniSearch(SETTINGS);
engine.addAll(documents(index));
const find = (text) => grouped(engine.search(text)).flatMap(({ kind, ids }) => ids.map((id) => `${kind}:${id}`));

test("any script, any of the names, from the first letters on", () => {
  assert.equal(find("Магнитогорск")[0], "place:magnitogorsk");
  assert.equal(find("magnit")[0], "place:magnitogorsk");
  assert.equal(find("магнит")[0], "place:magnitogorsk");
  for (const name of ["Қарағанды", "Караганда", "Karaganda", "караганды"]) {
    assert.equal(find(name)[0], "place:karaganda", name);
  }
  assert.equal(find("Tsaritsyn")[0], "place:stalingrad");
});

test("typing errors are forgiven", () => {
  assert.equal(find("Magnitogrosk")[0], "place:magnitogorsk");
  assert.equal(find("Stalingad")[0], "place:stalingrad");
});

test("results come by kind, names before mentions", () => {
  assert.deepEqual(find("Vienna"), ["place:vienna", "move:m"]);
  assert.deepEqual(find("кох"), ["person:koch"]);
  assert.deepEqual(find("qqqqqq"), []);
});

test("accents and Kazakh letters fold", () => {
  assert.equal(fold("Žilina"), "zilina");
  assert.equal(fold("Өскемен"), "оскемен");
});

test("opening a result goes to a year in which it is documented", () => {
  assert.equal(yearFor(index, "place", "magnitogorsk", 1950), 1932);
  assert.equal(yearFor(index, "place", "vienna", 1950), 1950);
  assert.equal(yearFor(index, "person", "koch", 1935), 1935);
  assert.equal(yearFor(index, "event", "e", 1917), 1935);
});

test("peoples in three languages, archives by their letters, works by author and number", () => {
  for (const name of ["Germans", "немцы", "немістер"]) assert.equal(find(name)[0], "nat:german", name);
  const archive = "archive:Archive of the President of the Russian Federation (AP RF)";
  assert.equal(find("APRF")[0], archive);
  assert.equal(find("AP RF")[0], archive);
  assert.equal(find("Богданов")[0], "source:116");
  assert.equal(find("[116]")[0], "source:116");
  assert.ok(find("Ф. 3. І. 243").includes("source:169"));
  assert.equal(yearFor(index, "nat", "german", 1940), 1940);
});
