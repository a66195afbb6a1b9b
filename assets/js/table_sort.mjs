// Order of a table by one of its columns. Pure.

/** What a press on a column head makes of the order. */
export function nextOrder(order, column) {
  if (order?.column !== column) return { column, direction: 1 };
  return { column, direction: -order.direction };
}

/**
 * Rows in an order. Rows without a value come last whichever way the column runs.
 * @param {object[]} rows
 * @param {{value: (row) => string|number|null|undefined}} column
 * @param {number} direction 1 or -1
 * @param {(a: string, b: string) => number} compare texts of the language
 */
export function sortRows(rows, { value }, direction, compare) {
  const empty = (row) => value(row) === null || value(row) === undefined || value(row) === "";
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b)));
  const known = rows.filter((row) => !empty(row));
  const sorted = known.sort((a, b) => direction * order(value(a), value(b)));
  return [...sorted, ...rows.filter(empty)];
}
