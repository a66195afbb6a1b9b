// CSV as RFC 4180 has it, safe to open in a spreadsheet program. Pure.

// What a spreadsheet program takes for the beginning of a formula; as geodata/formulas.py.
const FORMULA = /^\s*[=+\-@\t\r]/;
const NUMBER = /^\s*[+-]?\d+(\.\d+)?\s*$/;

/** A cell: quoted where it must be, and never a formula. */
export function cell(value) {
  const text = value === undefined || value === null ? "" : String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of values, each ended as RFC 4180 has it. */
export function csvLines(lines) {
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/**
 * A table with a header.
 * @param {string[]} columns
 * @param {object[]} rows values by column
 */
export function csv(columns, rows) {
  return csvLines([columns, ...rows.map((row) => columns.map((name) => row[name]))]);
}
