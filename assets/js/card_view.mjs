// The card of whatever is selected: a place, a movement, a person or an event. Figures first, each with
// its page; then what contradicts it; then how people lived; then who was there.

import { abbreviationList } from "./abbreviations.mjs";
import { aggregateCard, flowNow, placeAdded } from "./aggregate_card.mjs";
import { nameAt } from "./atlas_index.mjs";
import {
  bars,
  bigFigure,
  caveats,
  conflictTexts,
  conflictsOf,
  folded,
  heading,
  link,
  withYears,
} from "./card_parts.mjs";
import { citations } from "./citation_view.mjs";
import { citeRecord } from "./cite_box.mjs";
import { h, icon, keepFocus } from "./dom.mjs";
import { languageOf } from "./scripts.mjs";
import { sayWhen } from "./dates.mjs";
import { figureChart } from "./figure_chart.mjs";
import { high, low, sayFigure, sayYears } from "./figures.mjs";
import { eventsNow, figureAt, unlocatedNow } from "./selectors.mjs";
import { collator } from "./sorting.mjs";
import { cardOf, citedBy, filesOf } from "./sources.mjs";
import { MOST_LIVES, livesOf, selected } from "./state.mjs";
import { sayCounted } from "./units.mjs";
import { named } from "./package_words.mjs";
import { ARCHIVES, KINDS, TOPICS } from "./vocabulary.mjs";
import { n, word } from "./words.mjs";

/**
 * @param {{root: HTMLElement, index, store, t, choose, close, report: (hit: {kind, id}) => void}} parts
 */
export function createCard({ root, index, store, t, choose, close, report }) {
  let drawn = "";

  function draw() {
    const state = store.get();
    const chosen = selected(state);
    const { lives, year, span, lang, cat, nat } = state;
    const key = JSON.stringify([chosen, lives, year, span, lang, cat, nat, index.levels?.name()]);
    if (key === drawn) return;
    drawn = key;
    const held = root.contains(document.activeElement);
    root.hidden = !chosen;
    if (!chosen) {
      root.replaceChildren();
      if (held) document.getElementById("map-stage").focus({ preventScroll: true });
      return;
    }
    const context = { index, t, lang: state.lang, year: state.year, state, choose, store };
    const [kind, id] = chosen;
    const builders = { place: placeCard, move: moveCard, person: personCard, event: eventCard };
    const open = h("button.close", { type: "button", "aria-label": t("Close"), onclick: close }, icon("close"));
    const before = root.dataset.record;
    root.dataset.record = `${kind}:${id}`;
    const body = () => {
      root.replaceChildren(open, ...builders[kind](context, id).filter(Boolean));
      const short = abbreviationList(root, index.abbreviations, state.lang, t("Abbreviations"));
      root.append(...[short, citeRecord(context, kind, id), foot({ kind, id })].filter(Boolean));
    };
    keepFocus(root, body, () => root);
    if (before !== root.dataset.record) root.scrollTop = 0;
  }

  const foot = (record) =>
    h("p.card-foot", {}, h("button.link", { type: "button", id: "report-open", text: t("Report an error"), onclick: () => report(record) }));

  /** One line of words for a record, as a chooser or a tip says it. */
  function name({ kind, id }) {
    const { year, lang } = store.get();
    const context = { index, t, lang, year };
    if (kind === "move") {
      const move = index.levels ? flowNow(index, id, store.get()) : index.movements.get(id);
      return `${text(move.label, lang)} (${moveTitle(context, move)})`;
    }
    if (kind === "person") {
      const person = index.people.get(id);
      return [text(person.name, lang), text(person.occupation, lang)].filter(Boolean).join(", ");
    }
    if (kind === "event") {
      const event = index.events.get(id);
      return [sayWhen(event, lang, t), text(event.title, lang)].filter(Boolean).join(": ");
    }
    if (kind === "nat") return t("{people}: all years").replace("{people}", named(t, "nationality", id));
    if (kind === "archive") return t(ARCHIVES[id] ?? id);
    if (kind === "source") return sourceTitle(index.sources.get(id));
    const place = index.places.get(id);
    const figure = figureAt(index, store.get(), id);
    const said = figure ? `: ${sayFigure(figure.leading, lang, t)}` : "";
    return nameAt(place, year, lang) + (figure?.alternatives ? "" : said);
  }

  /** A list in the card's place, until something is chosen from it. */
  function list(title, items, className = "records") {
    drawn = "";
    root.hidden = false;
    root.dataset.record = "choice";
    root.replaceChildren(
      h("button.close", { type: "button", "aria-label": t("Close"), onclick: close }, icon("close")),
      h("h2", { text: title }),
      h(`ul.${className}`, {}, items),
    );
    root.focus();
  }

  /** What happened in the years shown. */
  function listEvents() {
    const state = store.get();
    const context = { index, t, lang: state.lang, year: state.year, state, choose, store };
    list(t("What happened"), eventsNow(index, state).map((event) => eventItem(context, event)));
  }

  /** Places of the years shown that cannot be located. */
  function listUnlocated() {
    const state = store.get();
    list(t("Not on the map"), unlocatedNow(index, state).map(({ place }) =>
      h("li", {}, link(nameAt(place, state.year, state.lang), "place", place.id, choose),
        place.note ? h("p.small", { text: text(place.note, state.lang) }) : null)));
  }

  /** Works or files of an archive, or one of them, each with the records that rest on it. */
  function listSources(title, sources) {
    const cited = citedBy(index);
    const item = (source) => {
      const records = (cited.get(source.id) ?? []).map(({ id, page }) => ({ shown: cardOf(index, id), page }));
      const shown = new Map(records.filter(({ shown }) => shown).map(({ shown, page }) => [`${shown.kind}:${shown.id}`, { ...shown, page }]));
      const links = [...shown.values()].map(({ kind, id, page }) =>
        h("li", {}, link(name({ kind, id }), kind, id, choose), page ? [" ", h("span.muted", { text: t("p. {n}").replace("{n}", page) })] : null));
      const said = sourceTitle(source);
      return h("li", {},
        h("p", { lang: languageOf(said, store.get().lang), text: said }),
        h("p.small", { text: shown.size
          ? n(t, "{n} record rests on it", "{n} records rest on it", shown.size).replace("{n}", shown.size)
          : t("No record of the atlas rests on it.") }),
        shown.size ? h("ul.records", {}, folded(links, 4, t, "li")) : null);
    };
    list(title, sources.map(item));
  }

  function listArchive(archive) {
    listSources(t(ARCHIVES[archive] ?? archive), filesOf(index, archive));
  }

  function listSource(id) {
    listSources(t("Says who"), [index.sources.get(id)]);
  }

  /** Several records under one tap: let the visitor choose. */
  function offer(options) {
    list(t("Which one?"), options.map(({ kind, id }) => h("li", {}, link(name({ kind, id }), kind, id, choose))), "chooser");
    root.querySelector(".chooser button").focus();
  }

  return { draw, name, offer, listArchive, listEvents, listSource, listUnlocated };
}

/** "[169] Title. File. 1931" */
function sourceTitle(source) {
  const parts = [source.title, source.reference, source.year].filter(Boolean).map((part) => String(part).replace(/\.$/, ""));
  return `[${source.id}] ${parts.join(". ")}`;
}

const text = (words, lang) => words?.[lang] ?? words?.en ?? "";

function placeLink({ index, year, lang, choose, t }, id) {
  const place = index.places.get(id);
  if (!place) return h("span.muted", { text: t("place not recorded") });
  return link(nameAt(place, year, lang), "place", id, choose);
}

function placeTitle({ index, lang, year, t }, place) {
  const now = nameAt(place, year, lang);
  const others = [...new Set(place.names
    .filter((name) => name.lang === lang && (name.yearFrom !== undefined || name.yearTo !== undefined))
    .map((name) => name.name))].filter((name) => name !== now);
  const parts = [named(t, "kind", place.kind, KINDS)];
  const host = index.places.get(place.partOf);
  if (host) parts.push(nameAt(host, year, lang));
  return [
    h("h2", { text: now }),
    others.length ? h("p.other-names", { text: others.join(", ") }) : null,
    h("p.lead", { text: parts.join(" \u00b7 ") }),
    place.lon === undefined ? h("p.caveat", { text: t("This place cannot be located on the map.") }) : null,
    place.note ? h("p.small", { text: text(place.note, lang) }) : null,
  ];
}

function placeCard(context, id) {
  const { index, t, state, year, lang } = context;
  const place = index.places.get(id);
  const figures = byYear(index.populationsAt.get(id) ?? []);
  const moves = index.movementsAt.get(id) ?? [];
  const arrivals = byYear(moves.filter((move) => move.destination === id && move.status === "happened"));
  const now = figureAt(index, state, id);
  const notes = index.notesAt.get(id) ?? [];
  const events = index.eventsAt.get(id) ?? [];
  const conflicts = conflictsOf(index, [...figures, ...moves, ...events, ...notes, { id }].map((r) => r.id));
  const disputed = clashing(conflicts, [...figures, ...arrivals], now);
  const rest = figures.filter((figure) => !disputed.includes(figure) && low(figure) !== undefined);
  const chart = figureChart(context, figures);
  const texts = folded(conflictTexts(conflicts, lang), 2, t);
  const others = rest.length
    ? [heading("figure", t("All other figures")), h("ol.bars", {}, folded([...bars(context, rest).children], 6, t, "li"))]
    : [];
  return [
    ...placeTitle(context, place),
    ...placeAdded(context, place),
    now && !disputed.includes(now.leading) ? bigFigure(context, now.leading) : null,
    now ? null : h("p.silence", { text: t("No figure is recorded for {year}.").replace("{year}", year) }),
    chart,
    ...(disputed.length
      ? [heading("differ", t("The figures do not agree")), bars(context, disputed), ...texts, ...others]
      : [...others, conflicts.length ? heading("differ", t("What does not agree")) : null, ...texts]),
    ...uncountedSection(context, figures),
    ...movementLists(context, place, moves),
    ...notesSection(context, notes),
    ...eventsSection(context, events),
    ...peopleSection(context, index.peopleAt.get(id) ?? []),
    ...childrenSection(context, place),
  ];
}

/** People whom the source places here without saying how many. */
function uncountedSection(context, figures) {
  const { index, t, lang } = context;
  const uncounted = figures.filter((figure) => low(figure) === undefined);
  if (!uncounted.length) return [];
  const items = uncounted.map((figure) =>
    h("li", {}, h("p", { text: withYears(text(figure.label, lang), sayYears(figure)) }), citations(index, [figure.id], t)));
  return [heading("figure", t("Documented without a number")), h("ul.records", {}, folded(items, 6, t, "li"))];
}

/**
 * Figures that a contradiction names, and the year's own figure beside them: side by side in the order
 * given, none preferred. Empty where fewer than two figures differ.
 */
function clashing(conflicts, records, now) {
  const named = new Set(conflicts.filter((c) => c.kind === "contradiction").flatMap((c) => c.records));
  const counted = records.filter((record) => low(record) !== undefined);
  if (counted.filter((record) => named.has(record.id)).length < 2) return [];
  return counted.filter((record) => named.has(record.id) || record === now?.leading);
}

function movementLists(context, place, moves) {
  const { t } = context;
  const groups = [
    [word("Came here"), moves.filter((move) => move.destination === place.id)],
    [word("Left from here"), moves.filter((move) => move.origin === place.id)],
    [word("Passed through"), moves.filter((move) => move.via?.includes(place.id))],
  ];
  return groups.flatMap(([title, list]) =>
    list.length
      ? [heading("road", t(title)), h("ul.records", {}, folded(byYear(list).map((move) => moveItem(context, move)), 5, t, "li"))]
      : [],
  );
}

const byYear = (records) =>
  [...records].sort(
    (a, b) => (a.yearFrom ?? 9999) - (b.yearFrom ?? 9999) || (high(b) ?? -1) - (high(a) ?? -1),
  );

function moveTitle({ index, t, lang, year }, move) {
  const name = (id) => (index.places.has(id) ? nameAt(index.places.get(id), move.yearFrom ?? year, lang) : t("not recorded"));
  return `${name(move.origin)} \u2013 ${name(move.destination)}`;
}

function moveItem(context, move) {
  const { index, t, lang, choose } = context;
  const said = [moveTitle(context, move), sayWhen(move, lang, t), sayCounted(move, lang, t)];
  return h(
    "li",
    {},
    link(text(move.label, lang), "move", move.id, choose),
    h("p", { text: said.filter(Boolean).join(" \u00b7 ") }),
    caveats(move, t),
    citations(index, [move.id], t),
  );
}

function notesSection(context, notes) {
  const { index, t, lang } = context;
  if (!notes.length) return [];
  const items = byYear(notes).map((note) =>
    h("div.note", {},
      h("p", {}, h("b.topic", { text: [named(t, "topic", note.topic, TOPICS), sayYears(note)].filter(Boolean).join(", ") }), ` ${text(note.text, lang)}`),
      citations(index, [note.id], t)));
  return [heading("home", t("How they lived")), ...folded(items, 4, t)];
}

function eventItem({ index, t, lang, choose }, event) {
  return h("li", {},
    link([sayWhen(event, lang, t), text(event.title, lang)].filter(Boolean).join(": "), "event", event.id, choose),
    citations(index, [event.id], t));
}

function eventsSection(context, events) {
  const { t } = context;
  if (!events.length) return [];
  const items = byYear(events).map((event) => eventItem(context, event));
  return [heading("event", t("What happened")), h("ul.records", {}, folded(items, 5, t, "li"))];
}

function peopleSection(context, people) {
  const { index, t, lang, choose } = context;
  if (!people.length) return [];
  const items = people.map((person) =>
    h("li", {}, link(text(person.name, lang), "person", person.id, choose),
      h("p", { text: text(person.occupation, lang) }),
      citations(index, [person.id], t)));
  return [heading("person", t("People who were here")), h("ul.records", {}, folded(items, 5, t, "li"))];
}

function childrenSection(context, place) {
  const { index, t } = context;
  const children = (index.childrenOf.get(place.id) ?? []).filter((child) => child.kind !== "country");
  if (!children.length || index.areas.has(place.kind)) return [];
  return [
    heading("home", t("Places inside")),
    h("ul.records", {}, children.map((child) => h("li", {}, placeLink(context, child.id)))),
  ];
}

function moveCard(context, id) {
  const { index, t, lang, choose } = context;
  const move = index.movements.get(id);
  if (move.aggregate) return aggregateCard(context, id, moveTitle(context, move), placeLink);
  const whole = index.movements.get(move.partOf);
  const rivals = move.alternative === undefined
    ? [] : [...index.movements.values()].filter((other) => other.alternative === move.alternative);
  const conflicts = conflictsOf(index, [id]);
  return [
    h("h2", { text: text(move.label, lang) }),
    h("p.lead", { text: [moveTitle(context, move), sayWhen(move, lang, t)].filter(Boolean).join(" \u00b7 ") }),
    h("p.lead", { text: named(t, "category", move.category) }),
    caveats(move, t),
    low(move) === undefined
      ? h("div", {}, h("p.silence", { text: t("How many people went is not recorded.") }), citations(index, [id], t))
      : bigFigure(context, move),
    ...(rivals.length > 1 ? [heading("differ", t("The figures do not agree")), bars(context, rivals)] : []),
    ...(rivals.length <= 1 && conflicts.length ? [heading("differ", t("What does not agree"))] : []),
    ...conflictTexts(conflicts, lang),
    whole
      ? h("p", {}, t("Part of"), ": ", link(text(whole.label, lang), "move", whole.id, choose))
      : null,
    heading("road", t("From, by way of, to")),
    h("ol.records", {}, [move.origin, ...(move.via ?? []), move.destination].map((place) =>
      h("li", {}, placeLink(context, place)))),
  ];
}

function personCard(context, id) {
  const { state, t, index, lang, store } = context;
  const lives = livesOf(state);
  const others = [...index.people.values()]
    .filter((person) => person.stops.length > 1 && !lives.includes(person.id))
    .map((person) => [person.id, text(person.name, lang)])
    .sort(([, a], [, b]) => collator(lang)(a, b));
  const add = h("select", {
    onchange: () => store.set({ lives: [...state.lives, add.value] }),
  }, h("option", { value: "", text: t("choose") }), others.map(([value, name]) => h("option", { value, text: name })));
  return [
    ...lives.flatMap((person, rank) => lifeSection(context, person, rank)),
    lives.length < MOST_LIVES
      ? h("label.field.add-life", {}, h("span", { text: t("Compare with another life") }), add)
      : null,
    ...(lives.length === 1 ? notesSection(context, index.notesOn.get(id) ?? []) : []),
  ];
}

/** One life: who, and its stations; the numbers are those on the map. */
function lifeSection(context, id, rank) {
  const { index, t, lang, state, store, year } = context;
  const person = index.people.get(id);
  const life = [person.born, person.died];
  const dates = life.some((y) => y !== undefined) ? life.map((y) => y ?? "?").join("\u2013") : null;
  const letGo = () => store.set({ lives: state.lives.filter((other) => other !== id) });
  return [
    h("h2", { class: `life-${rank}`, text: text(person.name, lang) }),
    rank ? h("button.link", { type: "button", text: t("Remove this life"), onclick: letGo }) : null,
    h("p.lead", { text: [text(person.occupation, lang), dates].filter(Boolean).join(" \u00b7 ") }),
    h("p.summary", { text: text(person.summary, lang) }),
    citations(index, [id], t),
    ...(person.stops.length
      ? [heading("road", t("Stations of a life")),
         h("ol.records.stops", {}, person.stops.map((stop, i) =>
           h("li", { class: stop.yearFrom !== undefined && stop.yearFrom > year ? "later" : "" },
             h("span.stop-number", { class: `stop-number life-${rank}`, text: String(i + 1) }),
             placeLink(context, stop.place),
             h("p", { text: [sayYears(stop), text(stop.what, lang)].filter(Boolean).join(": ") }),
             caveats(stop, t))))]
      : []),
  ];
}

function eventCard(context, id) {
  const { index, t, lang } = context;
  const event = index.events.get(id);
  const conflicts = conflictsOf(index, [id]);
  return [
    h("h2", { text: text(event.title, lang) }),
    h("p.lead", {}, `${sayWhen(event, lang, t)} \u00b7 `, event.place ? placeLink(context, event.place) : null),
    h("p.summary", { text: text(event.text, lang) }),
    citations(index, [id], t),
    ...(conflicts.length ? [heading("differ", t("What does not agree")), ...conflictTexts(conflicts, lang)] : []),
  ];
}

