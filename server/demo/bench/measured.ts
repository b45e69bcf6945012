import type pg from "pg";
import type { Database } from "../../db/client";
import type { Caller } from "../../queries/authorise";
import { rowsReadBy } from "./rows-read";

/** What is measured in: a filled directory of so many accounts, and somebody who may read it. */
export type Bench = {
  accounts: number;
  db: Database;
  /** A connection of its own, to look at plans on. */
  client: pg.PoolClient;
  caller: Caller;
  /** Of many questions every so-manieth is asked; 1: all. */
  every: number;
};

/** One row of the table. Milliseconds are printed beside their target and judged by nothing but their ratio. */
export type Measured = {
  name: string;
  unit: "ms" | "rows a second" | "MB" | "%" | "statements";
  /** For people to compare with. */
  target: number;
  /** p95 at the largest size over p95 at the smallest. */
  mostTimes?: number;
  /** Rows of the large tables that one statement may look at in a directory of so many accounts. */
  mostRows?: (accounts: number) => number;
  /** Limits on the value itself: for memory, and for a rate that is kept. */
  most?: number;
  least?: number;
  measure(bench: Bench): Promise<Measurement>;
};

/** In the unit of the row; `rows`: the most that one statement looked at, null where none was looked into. */
export type Measurement = { values: number[]; rows: number | null };

export type Ask = (db: Database) => Promise<unknown>;

const leastTimes = 3;
/** Where there are few questions each is asked more often: their p95 is the slowest of them. */
const asksInAll = 120;
/** Every so-manieth question is explained as well, which takes longer than asking. */
const everyExplained = 5;

/** Asks each question a few times; the quickest counts, so that what else the machine does counts little. */
export async function askAll(bench: Bench, questions: readonly Ask[], every = bench.every): Promise<Measurement> {
  const measurement: { values: number[]; rows: number } = { values: [], rows: 0 };
  const asked = questions.filter((_, place) => place % every === 0);
  const times = Math.max(leastTimes, Math.ceil(asksInAll / asked.length));
  for (const [index, ask] of asked.entries()) {
    let quickest = Infinity;
    for (let time = 0; time < times; time += 1) quickest = Math.min(quickest, await millisecondsOf(() => ask(bench.db)));
    measurement.values.push(quickest);
    if (index % everyExplained === 0) measurement.rows = Math.max(measurement.rows, ...(await rowsReadBy(bench.client, ask)).map(({ rows }) => Math.round(rows)));
  }
  return measurement;
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
