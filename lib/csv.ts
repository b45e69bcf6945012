/** What a spreadsheet takes for a formula at the start of a cell, whatever comes before it that it ignores. */
const formulaStart = /^[\s\u0000-\u001f]*[=+\-@|%]/;

/** A number of our own making, which nobody typed: "-12.50" stays a number in a spreadsheet. */
export type CsvFigure = { figure: string };
export type CsvCell = string | CsvFigure;

/**
 * One line of CSV, ended as RFC 4180 says. A cell that a spreadsheet would run as a formula begins with an apostrophe,
 * which it shows as text.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => (typeof cell === "string" ? csvText(cell) : cell.figure)).join(",")}\r\n`;
}

function csvText(text: string): string {
  const harmless = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) || harmless !== harmless.trim() ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
