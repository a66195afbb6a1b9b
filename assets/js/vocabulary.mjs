// English names (message ids) of the codes that the tables use.

export const CATEGORIES = {
  foreign_specialists: "Foreign specialists",
  labour_immigrants: "Workers",
  agricultural_communes: "Farming communes",
  political_emigrants: "Political emigrants",
  refugees_defectors: "Refugees, defectors",
  children: "Children",
  evacuees: "Evacuees",
  deportees_special_settlers: "Deported",
  labour_army: "Labour army",
  prisoners_camps: "Prisoners",
  repressed: "Repressed",
  expelled_returned: "Expelled, returned",
  other: "Others",
};

export const FAMILIES = {
  work: "Came to work",
  politics: "Politics and refuge",
  evac: "Moved away from the front",
  forced: "Moved by force",
  camps: "Camps and repression",
  left: "Left the Soviet Union",
  other: "Others",
};

export const KINDS = {
  country: "Country",
  region: "Region",
  oblast: "Oblast",
  city: "City",
  town: "Town",
  village: "Village",
  plant: "Plant",
  mine: "Mine",
  farm: "Farm",
  commune: "Commune",
  camp: "Camp",
  hostel: "Hostel",
  home: "Home",
  club: "Club",
  port: "Port",
  station: "Station",
};

export const TOPICS = {
  housing: "Housing",
  wages: "Wages",
  food: "Food",
  health: "Health",
  school: "School",
  culture: "Culture",
  work: "Work",
  politics: "Politics",
  law: "Law",
  aid: "Aid",
};

export const UNITS = {
  persons: "people",
  families: "families",
  children: "children",
  members: "members",
  arrests: "arrests",
  deaths: "deaths",
  executed: "executed",
  sentenced: "sentenced",
  applications: "applications",
  permits: "permits",
};

export const STATUSES = {
  happened: "Took place",
  planned: "Planned",
  requested: "Requested",
  refused: "Refused",
};

export const QUALIFIERS = {
  exact: "as counted",
  approx: "about",
  at_least: "at least",
  at_most: "at most",
  capacity: "places available, not people present",
  disputed: "the print is damaged or the figure cannot be right",
};

export const CERTAINTIES = {
  inferred: "Place or year read from the context, not printed",
  doubtful: "Doubtful: damaged print or contradiction",
};
