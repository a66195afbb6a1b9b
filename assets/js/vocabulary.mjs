// English names (message ids) of the codes that the tables use.

import { word } from "./words.mjs";

export const CATEGORIES = {
  foreign_specialists: word("Foreign specialists"),
  labour_immigrants: word("Workers"),
  agricultural_communes: word("Farming communes"),
  political_emigrants: word("Political emigrants"),
  refugees_defectors: word("Refugees, defectors"),
  children: word("Children"),
  evacuees: word("Evacuees"),
  deportees_special_settlers: word("Deported"),
  labour_army: word("Labour army"),
  prisoners_camps: word("Prisoners"),
  repressed: word("Repressed"),
  expelled_returned: word("Expelled, returned"),
  other: word("Others"),
};

export const FAMILIES = {
  work: word("Came to work"),
  politics: word("Politics and refuge"),
  evac: word("Moved away from the front"),
  forced: word("Moved by force"),
  camps: word("Camps and repression"),
  left: word("Left the Soviet Union"),
  other: word("Others"),
};

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

/** Codes of nationality, as the evidence prints them. */
export const NATIONALITIES = {
  german: word("Germans"),
  italian: word("Italians"),
  austrian: word("Austrians"),
  polish: word("Poles"),
  swedish: word("Swedes"),
  spanish: word("Spaniards"),
  bulgarian: word("Bulgarians"),
  finnish: word("Finns"),
  hungarian: word("Hungarians"),
  romanian: word("Romanians"),
  french: word("French"),
  czech: word("Czechs"),
  slovak: word("Slovaks"),
  czechoslovak: word("Czechoslovaks"),
  american: word("Americans"),
  jewish: word("Jews"),
  english: word("English"),
  british: word("British"),
  irish: word("Irish"),
  scottish: word("Scots"),
  greek: word("Greeks"),
  russian: word("Russians"),
  armenian: word("Armenians"),
  swiss: word("Swiss"),
  japanese: word("Japanese"),
  latvian: word("Latvians"),
  belgian: word("Belgians"),
  danish: word("Danes"),
  lithuanian: word("Lithuanians"),
  estonian: word("Estonians"),
  iranian: word("Iranians"),
  kazakh: word("Kazakhs"),
  norwegian: word("Norwegians"),
  serbian: word("Serbs"),
  croatian: word("Croats"),
  slovene: word("Slovenes"),
  yugoslav: word("Yugoslavs"),
  macedonian: word("Macedonians"),
  ukrainian: word("Ukrainians"),
  belarusian: word("Belarusians"),
  chinese: word("Chinese"),
  korean: word("Koreans"),
  crimean_tatar: word("Crimean Tatars"),
  turkish: word("Turks"),
  dutch: word("Dutch"),
  afghan: word("Afghans"),
  roma: word("Roma"),
  rusyn: word("Rusyns"),
  tatar: word("Tatars"),
  argentine: word("Argentines"),
  cuban: word("Cubans"),
  mexican: word("Mexicans"),
  indian: word("Indians"),
  karelian: word("Karelians"),
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
