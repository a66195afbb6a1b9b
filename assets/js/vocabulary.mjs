// English names (message ids) of codes that every package may use; a package brings words for its own
// (package_words.mjs).

import { word } from "./words.mjs";

export const KINDS = {
  country: word("Country"),
  region: word("Region"),
  oblast: word("Oblast"),
  city: word("City"),
  town: word("Town"),
  village: word("Village"),
  plant: word("Plant"),
  mine: word("Mine"),
  farm: word("Farm"),
  commune: word("Commune"),
  camp: word("Camp"),
  hostel: word("Hostel"),
  home: word("Home"),
  club: word("Club"),
  port: word("Port"),
  station: word("Station"),
  near: word("Places close together"),
};

export const TOPICS = {
  housing: word("Housing"),
  wages: word("Wages"),
  food: word("Food"),
  health: word("Health"),
  school: word("School"),
  culture: word("Culture"),
  work: word("Work"),
  politics: word("Politics"),
  law: word("Law"),
  aid: word("Aid"),
};

export const EVENT_KINDS = {
  law: word("Law"),
  decision: word("Decision"),
  founding: word("Founding"),
  closing: word("Closing"),
  arrival: word("Arrival"),
  departure: word("Departure"),
  trial: word("Trial"),
  repression: word("Repression"),
  war: word("War"),
  culture: word("Culture"),
  work: word("Work"),
  aid: word("Aid"),
  diplomacy: word("Diplomacy"),
  congress: word("Congress"),
  other: word("Other"),
};

export const UNITS = {
  persons: word("people"),
  families: word("families"),
  children: word("children"),
  members: word("members"),
  arrests: word("arrests"),
  deaths: word("deaths"),
  executed: word("executed"),
  sentenced: word("sentenced"),
  applications: word("applications"),
  permits: word("permits"),
};

export const STATUSES = {
  happened: word("Took place"),
  planned: word("Planned"),
  requested: word("Requested"),
  refused: word("Refused"),
};

export const QUALIFIERS = {
  exact: word("as counted"),
  approx: word("about"),
  at_least: word("at least"),
  at_most: word("at most"),
  capacity: word("places available, not people present"),
  disputed: word("the print is damaged or the figure cannot be right"),
};

export const CERTAINTIES = {
  inferred: word("Place or year read from the context, not printed"),
  doubtful: word("Doubtful: damaged print or contradiction"),
};

/** Archives by their names in the table of sources. */
export const ARCHIVES = {
  "Archive of the President of the Republic of Kazakhstan": word("Archive of the President of the Republic of Kazakhstan (AP RK)"),
  "Archive of the President of the Russian Federation (AP RF)": word("Archive of the President of the Russian Federation (AP RF)"),
  "Central Archive of the FSB": word("Central Archive of the FSB"),
  "Central State Archive of the Republic of Kazakhstan": word("Central State Archive of the Republic of Kazakhstan (TsGA RK)"),
  "Russian State Archive of Socio-Political History (RGASPI)": word("Russian State Archive of Socio-Political History (RGASPI)"),
  "State Archive of South Kazakhstan Oblast": word("State Archive of South Kazakhstan Oblast"),
  "State Archive of the Russian Federation (GARF)": word("State Archive of the Russian Federation (GARF)"),
};
