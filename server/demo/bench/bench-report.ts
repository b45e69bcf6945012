import type { Measured, Measurement } from "./measured";

/** What one row came to in one directory. */
export type Figures = { accounts: number; median: number; p95: number; count: number; rows: number | null };

export type RowReport = {
  name: string;
  unit: Measured["unit"];
  target: number;
  sizes: Figures[];
  /** p95 of the largest over p95 of the smallest; null with one size. */
  ratio: number | null;
  mostTimes: number | null;
  /** What it fails for, in words. */
  failures: string[];
};

export function figuresOf(accounts: number, { values, rows }: Measurement): Figures {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { accounts, median: at(0.5), p95: at(0.95), count: sorted.length, rows };
}

/** Below this a difference is the clock's: a ratio of two hundredths of a millisecond says nothing. */
const leastMs = 1;

/** Fails on ratios, limits and rows looked at; never on milliseconds. `sizes`: from the smallest directory to the largest. */
export function judge({ name, unit, target, mostTimes, mostRows, most, least }: Measured, sizes: Figures[]): RowReport {
  const [smallest, largest] = [sizes.at(0), sizes.at(-1)];
  const ratio = smallest && largest && sizes.length > 1 ? Math.max(largest.p95, leastMs) / Math.max(smallest.p95, leastMs) : null;
  const failures: string[] = [];
  if (ratio !== null && mostTimes !== undefined && ratio > mostTimes) failures.push(`${name}: ${ratio.toFixed(1)} times as slow at ${largest?.accounts} accounts as at ${smallest?.accounts}, more than ${mostTimes}`);
  for (const { accounts, rows, p95, count } of sizes) {
    if (count === 0) failures.push(`${name}: nothing was measured at ${accounts} accounts`);
    if (mostRows !== undefined && rows !== null && rows > mostRows(accounts)) failures.push(`${name}: a statement looked at ${rows} rows at ${accounts} accounts, more than ${mostRows(accounts)}`);
    if (most !== undefined && p95 > most) failures.push(`${name}: ${p95.toFixed(1)} ${unit} at ${accounts} accounts, more than ${most}`);
    if (least !== undefined && p95 < least) failures.push(`${name}: ${p95.toFixed(1)} ${unit} at ${accounts} accounts, less than ${least}`);
  }
  return { name, unit, target, sizes, ratio, mostTimes: mostTimes ?? null, failures };
}

/** As text, a line for each row and size. */
export function tableOf(reports: readonly RowReport[]): string {
  const head = ["what", "accounts", "asked", "median", "p95", "target", "most rows", "ratio"];
  const lines = reports.flatMap(({ name, unit, target, sizes, ratio, mostTimes }) =>
    sizes.map(({ accounts, count, median, p95, rows }, index) => {
      const isLast = index === sizes.length - 1;
      const times = isLast && ratio !== null ? `${ratio.toFixed(2)}${mostTimes === null ? "" : ` of ${mostTimes}`}` : "";
      return [index === 0 ? name : "", accounts.toLocaleString("en-US"), String(count), median.toFixed(1), p95.toFixed(1), isLast ? `${target} ${unit}` : "", rows === null ? "" : String(rows), times];
    }),
  );
  const widths = head.map((title, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0), title.length));
  const format = (line: readonly string[]) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ").trimEnd();
  return [format(head), ...lines.map(format)].join("\n");
}
