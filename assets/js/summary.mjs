// The state in one paragraph, for those who hear the atlas: "1943: 764 people documented in 15 oblasts
// (Kazakh SSR); largest Alma-Ata oblast, 118." Pure: from scene and state to words.

import { nameAt } from "./atlas_index.mjs";
import { formatNumber, high, low, sayFigure } from "./figures.mjs";
import { isFiltered } from "./filters.mjs";
import { movementsNow, totalNow } from "./selectors.mjs";
import { sayAdded } from "./told.mjs";
import { sayCounted } from "./units.mjs";
import { sayTotal, sayWindow } from "./window_words.mjs";
import { n } from "./words.mjs";

const largestOf = (items) =>
  items.reduce((best, item) => (!best || low(item.figure.leading) > low(best.figure.leading) ? item : best), null);

const withNumber = (form, count, lang) => form.replace("{n}", formatNumber(count, lang));

/** Oblasts and the total that their figures add up to. */
function sayOblasts(index, scene, { year, lang }, t) {
  const counted = scene.oblasts.filter(({ figure }) => figure);
  if (!counted.length) return null;
  const largest = largestOf(counted);
  const where = withNumber(n(t, "in {n} oblast", "in {n} oblasts", counted.length), counted.length, lang);
  const said = { name: nameAt(largest.place, year, lang), figure: sayFigure(largest.figure.leading, lang, t) };
  if (!scene.total) return t("figures {where}; largest {name}, {figure}").replace("{where}", where)
    .replace("{name}", said.name).replace("{figure}", said.figure);
  return t("{people} documented {where} ({place}); largest {name}, {figure}")
    .replace("{place}", nameAt(index.places.get(scene.total.place), year, lang))
    .replace("{people}", sayCounted(scene.total, lang, t))
    .replace("{where}", where)
    .replace("{name}", said.name)
    .replace("{figure}", said.figure);
}

function sayMovements(index, scene, state, t) {
  const { lang } = state;
  const moves = index.levels ? index.levels.now(state).all.records : movementsNow(index, state).length;
  if (!moves) return t("no movement is documented");
  const total = totalNow(index, state);
  const parts = [withNumber(n(t, "{n} movement", "{n} movements", moves), moves, lang)];
  if (total.uncounted) parts.push(withNumber(
    n(t, "{n} of them without a number", "{n} of them without numbers", total.uncounted), total.uncounted, lang));
  if (total.high) parts.push(sayTotal(total, lang, t));
  const counted = scene.flows.filter((flow) => flow.high !== undefined && !flow.planned);
  const largest = counted.reduce((best, flow) => (!best || flow.high > best.high ? flow : best), null);
  if (largest) parts.push(t("largest {name}, {figure}")
    .replace("{name}", nameOf(index, largest.move, state))
    .replace("{figure}", sayFigure(largest.move, lang, t)));
  return parts.join("; ");
}

/** What a movement is called; a sum has no name of its own but its ends. */
function nameOf(index, move, { year, lang }) {
  if (!move.aggregate) return move.label[lang] ?? move.label.en;
  return [move.origin, move.destination].map((id) => nameAt(index.places.get(id), year, lang)).join(" \u2013 ");
}

function saySites(scene, { lang }, t) {
  const counted = scene.sites.filter(({ figure }) => figure);
  const silent = scene.sites.length - counted.length;
  const parts = [];
  if (counted.length) {
    parts.push(withNumber(n(t, "{n} place with a figure", "{n} places with a figure", counted.length), counted.length, lang));
    const largest = largestOf(counted.filter(({ figure }) => high(figure.leading) !== undefined));
    if (largest) parts.push(t("largest {name}, {figure}").replace("{name}", largest.name)
      .replace("{figure}", sayFigure(largest.figure.leading, lang, t)));
  }
  if (silent) parts.push(withNumber(n(t, "{n} place without a figure", "{n} places without a figure", silent), silent, lang));
  return parts.join("; ");
}

/**
 * @param {object} index
 * @param {object[]} scenes one, or two while two years are compared
 * @param {Function} t
 */
export function summarise(index, scenes, t) {
  return scenes.map((scene) => {
    const { state } = scene;
    const said = [
      isFiltered(state) ? t("with filters") : null,
      sayOblasts(index, scene, state, t),
      sayMovements(index, scene, state, t),
      saySites(scene, state, t),
    ].filter(Boolean);
    return [`${sayWindow(state)}:`, `${said.join(". ")}.`, ...sayAdded(index, state, t)].join(" ");
  }).join(" ");
}
