import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "../db/client";
import type { ChainEnd, StoredEntry } from "./chain-findings";

/** Entries that one statement reads: few enough for the memory, so many that a statement's own cost does not count. */
export const entriesAtATime = 2_000;

type RawEntry = Omit<StoredEntry, "at"> & { at: string | number | Date };

/** The next entries of a chain, as they are stored and without a row mapper: a trail has millions. */
export async function entriesAfter(db: Queryable, chain: string, seq: number): Promise<StoredEntry[]> {
  const { rows } = await db.execute<RawEntry>(sql`
    SELECT chain, seq, (extract(epoch FROM at) * 1000)::bigint AS at, program, actor, actor_name AS "actorName", to_jsonb(actor_roles) AS "actorRoles", action, outcome,
      account_id AS "accountId", command_id AS "commandId", process_id AS "processId", changes, details, canonical, previous, hash
    FROM audit_entries WHERE chain = ${chain} AND seq > ${seq} ORDER BY seq LIMIT ${entriesAtATime}`);
  // In place: copying a row costs as much as hashing it.
  for (const row of rows) row.at = new Date(Number(row.at));
  return rows as StoredEntry[];
}

export type AnchoredEnd = ChainEnd & { anchored: { seq: number; at: string } | undefined };

/** The head, the highest entry and the furthest anchor of one moment: one statement sees one state of the database. */
export async function chainEnd(db: Queryable, chain: string): Promise<AnchoredEnd> {
  const { rows: [row] } = await db.execute<{ seq: number | null; hash: Buffer | null; lastSeq: number; anchoredSeq: number | null; anchoredAt: string | null }>(sql`
    SELECT head.seq, head.hash, coalesce((SELECT max(seq) FROM audit_entries WHERE chain = ${chain}), 0) AS "lastSeq", anchored.seq AS "anchoredSeq", anchored.at AS "anchoredAt"
    FROM (SELECT 1) AS one
    LEFT JOIN audit_heads head ON head.chain = ${chain}
    LEFT JOIN (SELECT seq, ${isoOf("anchored_at")} AS at FROM audit_anchors WHERE chain = ${chain} ORDER BY seq DESC LIMIT 1) anchored ON true`);
  if (!row) throw new Error(`The audit chain ${chain} could not be read.`);
  return {
    head: row.seq === null || row.hash === null ? undefined : { seq: row.seq, hash: row.hash },
    lastSeq: row.lastSeq,
    anchored: row.anchoredSeq === null || row.anchoredAt === null ? undefined : { seq: row.anchoredSeq, at: row.anchoredAt },
  };
}

/** What was anchored of these entries, by their numbers. */
export async function anchorsBetween(db: Queryable, chain: string, from: number, to: number): Promise<Map<number, { hash: string; at: string }>> {
  const { rows } = await db.execute<{ seq: number; hash: string; at: string }>(sql`
    SELECT DISTINCT ON (seq) seq, encode(hash, 'hex') AS hash, ${isoOf("anchored_at")} AS at FROM audit_anchors WHERE chain = ${chain} AND seq BETWEEN ${from} AND ${to} ORDER BY seq, anchored_at`);
  return new Map(rows.map(({ seq, ...anchor }) => [seq, anchor]));
}

const isoOf = (column: string) => sql`to_char(${sql.identifier(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Every chain that has a head, an entry or an anchor. */
export async function auditChains(db: Queryable): Promise<string[]> {
  // Stepping from one chain to the next in the primary key: a trail of millions has a handful of them.
  const { rows } = await db.execute<{ chain: string }>(sql`
    WITH RECURSIVE held AS (
      (SELECT chain FROM audit_entries ORDER BY chain LIMIT 1)
      UNION ALL
      SELECT (SELECT chain FROM audit_entries WHERE chain > held.chain ORDER BY chain LIMIT 1) FROM held WHERE held.chain IS NOT NULL
    )
    SELECT chain FROM held WHERE chain IS NOT NULL UNION SELECT chain FROM audit_heads UNION SELECT chain FROM audit_anchors`);
  return rows.map(({ chain }) => chain).sort();
}
