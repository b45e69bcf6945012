/** What a spreadsheet takes for a formula at the start of a cell, whatever comes before it that it ignores. */
const formulaStart = /^[\s\u0000-\u001f]*[=+\-@|%]/;

/**
 * One line of CSV, ended as RFC 4180 says. A cell that a spreadsheet would run as a formula begins with an apostrophe,
 * which it shows as text.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const harmless = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) || harmless !== harmless.trim() ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
