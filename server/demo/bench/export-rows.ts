import type { Pool } from "pg";
import { wholeDirectory } from "../../../lib/directory-query";
import { exportAccounts } from "../../queries/account-export";
import type { Bench, Measured } from "./measured";

const megabyte = 1024 * 1024;
/** Code is compiled and the heap finds its size before anything is measured. */
const partsBefore = 20;

/** The whole directory as a file, as its lines come, taken as fast as they come. */
export const exportRows: readonly Measured[] = [
  { name: "export: the whole directory", unit: "rows a second", target: 20_000, measure: async (bench) => ({ values: [(await exported(bench)).rowsASecond], rows: null }) },
  { name: "export: growth of memory", unit: "MB", target: 64, most: 64, measure: async (bench) => ({ values: [(await exported(bench)).growthMb], rows: null }) },
];

async function exported(bench: Bench): Promise<{ rowsASecond: number; growthMb: number }> {
  await take(bench, partsBefore);
  const [before, startedAt] = [process.memoryUsage.rss(), performance.now()];
  const { rows, mostMemory } = await take(bench, Infinity);
  if (rows !== bench.accounts) throw new Error(`${rows} of ${bench.accounts} accounts were exported.`);
  return { rowsASecond: rows / ((performance.now() - startedAt) / 1000), growthMb: Math.max(0, mostMemory - before) / megabyte };
}

async function take({ db, caller }: Bench, parts: number): Promise<{ rows: number; mostMemory: number }> {
  const pool = (db as typeof db & { $client: Pool }).$client;
  const file = await exportAccounts(caller, { query: wholeDirectory, format: "jsonl" }, new AbortController().signal, { db, pool });
  if (!file.ok) throw new Error(file.problem.title);
  let [lines, taken, mostMemory] = [0, 0, 0];
  for await (const part of file.value.lines) {
    for (let end = part.indexOf("\n"); end >= 0; end = part.indexOf("\n", end + 1)) lines += 1;
    mostMemory = Math.max(mostMemory, process.memoryUsage.rss());
    taken += 1;
    if (taken === parts) break;
  }
  // The first line says what the others are.
  return { rows: lines - 1, mostMemory };
}
