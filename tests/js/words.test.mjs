// Words with numbers, dates, alphabets, units: what differs from language to language.
import assert from "node:assert/strict";
import { test } from "node:test";

import { sayWhen } from "../../assets/js/dates.mjs";
import { formatDecimal } from "../../assets/js/figures.mjs";
import { actionFor, isLetter } from "../../assets/js/help_view.mjs";
import { languageOf } from "../../assets/js/scripts.mjs";
import { ALPHABETS, collator } from "../../assets/js/sorting.mjs";
import { nextOrder, sortRows } from "../../assets/js/table_sort.mjs";
import { sayCounted, unitOf } from "../../assets/js/units.mjs";
import { createWords, n } from "../../assets/js/words.mjs";

const TEXTS = {
  ru: {
    "{n} people": { one: "{n} человек", few: "{n} человека", many: "{n} человек", other: "{n} человек" },
    "{n} families": { one: "{n} семья", few: "{n} семьи", many: "{n} семей", other: "{n} семей" },
    "about {n}": "около {n}",
    "about {date}": "примерно {date}",
  },
  kk: { "{n} people": { one: "{n} адам", other: "{n} адам" } },
  en: {},
};
const wordsOf = (lang) => createWords(TEXTS, () => lang);

test("a message with a number takes the form of its language", () => {
  const say = (lang, count) => n(wordsOf(lang), "{n} person", "{n} people", count).replace("{n}", count);
  assert.deepEqual([1, 2, 5, 11, 21, 22, 764].map((count) => say("ru", count)),
    ["1 человек", "2 человека", "5 человек", "11 человек", "21 человек", "22 человека", "764 человека"]);
  assert.deepEqual([1, 2].map((count) => say("kk", count)), ["1 адам", "2 адам"]);
  // What a catalogue lacks is said in English, in the right form.
  assert.deepEqual([1, 2].map((count) => say("en", count)), ["1 person", "2 people"]);
});

test("a plain function for words will do", () => {
  assert.equal(n((id) => id, "{n} dog", "{n} dogs", 3), "{n} dogs");
});

test("figures with what they count", () => {
  const t = wordsOf("ru");
  assert.equal(sayCounted({ count: 3, unit: "families", qualifier: "exact" }, "ru", t), "3 семьи");
  assert.equal(sayCounted({ count: 3, unit: "families", qualifier: "approx" }, "ru", t), "около 3 семей");
  assert.equal(unitOf({ count: 752, unit: "persons", qualifier: "exact" }, t), "человека");
});

test("dates come in words with the record", () => {
  const when = { en: "June 1943", ru: "июнь 1943 г." };
  assert.equal(sayWhen({ yearFrom: 1943, yearTo: 1943, when }, "ru", wordsOf("ru")), "июнь 1943 г.");
  assert.equal(sayWhen({ when: { ...when, about: true } }, "ru", wordsOf("ru")), "примерно июнь 1943 г.");
  assert.equal(sayWhen({ when: { ...when, until: true } }, "en", wordsOf("en")), "June 1943 or earlier");
  assert.equal(sayWhen({ yearFrom: 1930, yearTo: 1933 }, "en", wordsOf("en")), "1930\u20131933");
});

test("the Kazakh alphabet, also where the browser does not know it", () => {
  const names = ["Іле", "Ыстық", "Ирбит", "Үржар", "Ұлытау", "Уфа", "Өскемен", "Омбы", "Әулиеата", "Аягөз", "Қостанай", "Кереку", "Һан", "Хром"];
  const wanted = ["Аягөз", "Әулиеата", "Ирбит", "Кереку", "Қостанай", "Омбы", "Өскемен", "Уфа", "Ұлытау", "Үржар", "Хром", "Һан", "Ыстық", "Іле"];
  assert.deepEqual([...names].sort(collator("kk", () => false)), wanted);
  assert.deepEqual([...names].sort(collator("kk")), wanted);
  assert.equal(new Set(ALPHABETS.kk).size, 42);
});

test("other languages have the browser's own order; numbers count as numbers", () => {
  assert.deepEqual(["Яя", "Ёлка", "Ежов", "Азов"].sort(collator("ru")), ["Азов", "Ежов", "Ёлка", "Яя"]);
  assert.deepEqual(["No. 10", "No. 9"].sort(collator("en")), ["No. 9", "No. 10"]);
  assert.deepEqual(["АА", "А 10", "А 9", "А"].sort(collator("kk", () => false)), ["А", "А 9", "А 10", "АА"]);
});

test("decimals", () => {
  assert.equal(formatDecimal(0.5, "en"), "0.5");
  assert.equal(formatDecimal(0.5, "kk"), "0,5");
  assert.equal(formatDecimal(1234.56, "ru", 1), "1\u2009234,6");
});

test("a table by one of its columns, rows without a value last", () => {
  const rows = [{ k: 2 }, { k: null }, { k: 10 }, { k: 1 }];
  const column = { value: (row) => row.k };
  const compare = collator("en");
  assert.deepEqual(sortRows(rows, column, 1, compare).map(({ k }) => k), [1, 2, 10, null]);
  assert.deepEqual(sortRows(rows, column, -1, compare).map(({ k }) => k), [10, 2, 1, null]);
  assert.deepEqual(nextOrder(undefined, 3), { column: 3, direction: 1 });
  assert.deepEqual(nextOrder({ column: 3, direction: 1 }, 3), { column: 3, direction: -1 });
  assert.deepEqual(nextOrder({ column: 3, direction: -1 }, 0), { column: 0, direction: 1 });
});

test("texts in another script name their language", () => {
  assert.equal(languageOf("Родионов Н.А. Иностранные рабочие", "en"), "ru");
  assert.equal(languageOf("Қазақ тарихы", "en"), "kk");
  assert.equal(languageOf("Қазақ тарихы", "kk"), null);
  assert.equal(languageOf("The laws of migration", "kk"), "en");
  assert.equal(languageOf("Родионов", "ru"), null);
});

test("keys that open something, on a Cyrillic keyboard too", () => {
  assert.equal(actionFor({ key: "е", code: "KeyT" }), "table");
  assert.equal(actionFor({ key: "?", code: "Digit7" }), "help");
  assert.equal(actionFor({ key: "к", code: "KeyR" }), "records");
  assert.equal(actionFor({ key: "/", code: "Slash" }), "search");
  assert.equal(actionFor({ key: "ArrowLeft", code: "ArrowLeft" }), null);
  assert.deepEqual(["t", ",", " ", "Home"].map(isLetter), [true, true, false, false]);
});
