import assert from "node:assert/strict";
import test from "node:test";
import { abbreviationsIn } from "../../assets/js/abbreviations.mjs";

const KNOWN = [
  { short: { en: "STO", kk: "ЕҚК" }, full: { en: "Council of Labour and Defence", kk: "Еңбек және қорғаныс кеңесі" } },
  { short: { en: "MOPR", kk: "ХРККҰ" }, full: { en: "International Red Aid", kk: "Халықаралық ұйым" } },
  { short: { kk: "БК(б)П" }, full: { en: "Party", kk: "Партия" } },
];
const shorts = (text, lang) => abbreviationsIn(text, KNOWN, lang).map(({ short }) => short);

test("abbreviations come in the order of the text, once each", () => {
  assert.deepEqual(shorts("MOPR asked the STO; MOPR waited.", "en"), ["MOPR", "STO"]);
});

test("an ending after a hyphen is still the abbreviation, a longer word is not", () => {
  assert.deepEqual(shorts("ХРККҰ-ның хаты", "kk"), ["ХРККҰ"]);
  assert.deepEqual(shorts("STOCKHOLM, BISTO", "en"), []);
});

test("brackets belong to an abbreviation", () => {
  assert.deepEqual(shorts("БК(б)П ОК", "kk"), ["БК(б)П"]);
});

test("a language that writes it out gets no entry", () => {
  assert.deepEqual(shorts("VKP(b)", "en"), []);
});
