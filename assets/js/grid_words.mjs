// The grid's own words: what its filters and its controls are called, for eyes and for screen readers.

import { word } from "./words.mjs";

const WORDS = {
  contains: word("contains"),
  notContains: word("does not contain"),
  blank: word("is not recorded"),
  notBlank: word("is recorded"),
  greaterThanOrEqual: word("is at least"),
  lessThanOrEqual: word("is at most"),
  filterOoo: word("Filter"),
  resetFilter: word("Take the filter away"),
  noRowsToShow: word("No record fits."),
  noMatchingRows: word("No record fits."),
  ariaFilterMenuOpen: word("Filter"),
  ariaLabelColumnFilter: word("Filter"),
  ariaFilterColumn: word("Press Ctrl Enter to filter"),
  ariaFilterValue: word("Value of the filter"),
  ariaFilteringOperator: word("How to compare"),
  ariaFilterInput: word("Filter"),
  ariaColumnFiltered: word("filtered"),
  ariaSortableColumn: word("Press Enter to sort"),
  ariaRowSelect: word("Press Space to mark the row on the map"),
  ariaRowSelectionDisabled: word("The head of a group cannot be marked"),
  ariaRowDeselect: word("Press Space to take the mark away"),
  ariaRowToggleSelection: word("Press Space to mark the row on the map"),
  ariaInputError: word("Not a number"),
};
// A screen reader names these without need: the state is told by the checkbox itself.
const SAME = { ariaChecked: word("marked"), ariaUnchecked: word("not marked") };

/** AG Grid's localeText in the language of `t`. */
export function localeText(t) {
  return Object.fromEntries(Object.entries({ ...WORDS, ...SAME }).map(([key, id]) => [key, t(id)]));
}
