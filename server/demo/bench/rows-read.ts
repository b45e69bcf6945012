import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Database } from "../../db/client";
import * as schema from "../../db/schema";

/** What a statement reads of the tables that grow with the directory; the same on every machine. */
export type RowsRead = {
  statement: string;
  /** Rows looked at, kept or not. */
  rows: number;
  /** Tables that were read from end to end. */
  sequential: string[];
  /** The rows that went into the largest sort. */
  sorted: number;
};

const large = ["directory_keys", "directory_entries", "directory_relationships", "entities", "account_numbers", "audit_entries", "register_entries"];

/** Asks once, on this connection, and explains every SELECT that it took, under the settings that it had made. */
export async function rowsReadBy(client: pg.ClientBase, ask: (db: Database) => Promise<unknown>): Promise<RowsRead[]> {
  const statements: { query: string; params: unknown[] }[] = [];
  await ask(drizzle(client as pg.Client, { schema, logger: { logQuery: (query, params) => void statements.push({ query, params }) } }));
  const read: RowsRead[] = [];
  await client.query("BEGIN");
  for (const { query, params } of statements.filter((one) => /^\s*(select|with)\b/i.test(one.query))) {
    const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(`EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) ${query}`, params);
    read.push(readBy(query, rows[0]?.["QUERY PLAN"][0].Plan));
  }
  await client.query("ROLLBACK");
  return read;
}

type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
};

function readBy(statement: string, plan: PlanNode | undefined): RowsRead {
  const read: RowsRead = { statement, rows: 0, sequential: [], sorted: 0 };
  if (plan) walk(plan, read);
  return read;
}

function walk(node: PlanNode, read: RowsRead): void {
  const loops = node["Actual Loops"];
  const table = node["Relation Name"] ?? "";
  if (large.includes(table)) {
    read.rows += (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) * loops;
    if (node["Node Type"] === "Seq Scan") read.sequential.push(table);
  }
  for (const child of node.Plans ?? []) {
    if (/Sort/.test(node["Node Type"])) read.sorted = Math.max(read.sorted, child["Actual Rows"] * child["Actual Loops"]);
    walk(child, read);
  }
}
