/** What stands in a cell: words, a number, or nothing. */
export type CellValue = string | number | null;

/** With which a program that calculates takes a text for a formula; in full width too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows the encoding. Words that a program would
 * calculate get an apostrophe before them; numbers stay as they are.
 */
export function csvText(rows: readonly (readonly CellValue[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
