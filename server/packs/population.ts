import "server-only";
import { sql } from "drizzle-orm";
import { packGroups, packLimits } from "@/lib/closures/examiner-pack";
import type { PackAsk, PackFigure, PackGroup, PackPreview } from "@/lib/closures/examiner-pack";
import type { RecordKind } from "@/lib/closures/closing-record";
import type { Queryable } from "../db/client";
import { drawSample } from "./draw-sample";

/** A record whose case ended in the period. `evidence`: what is kept for it and was not withdrawn. */
export type Candidate = { id: string; kind: RecordKind; group: PackGroup; accountId: string; endedOn: string; purged: boolean; evidence: { files: number; bytes: number } };

type Row = { id: string; kind: RecordKind; group: PackGroup; account_id: string; ended_on: string; purged: boolean; files: number; bytes: number };

// A closing that was purged keeps its reason in one word.
const grouped = sql`
  SELECT record.id, record.kind, record.account_id, record.ended_on, record.purged_at,
    CASE record.kind WHEN 'closing' THEN coalesce(closure.reason, record.subject_code) ELSE record.kind END AS "group"
  FROM closure_records record LEFT JOIN closures closure ON closure.process_id = record.id`;

/** The records that a pack is of, or is drawn from, by the day on which they ended; one more than may be where there are too many. */
export async function populationOf(tx: Queryable, program: string, { from, to, groups }: Pick<PackAsk, "from" | "to" | "groups">): Promise<Candidate[]> {
  const { rows } = await tx.execute<Row>(sql`
    SELECT ended.id, ended.kind, ended."group", ended.account_id, ended.ended_on::text, ended.purged_at IS NOT NULL AS purged, kept.files, kept.bytes
    FROM (${grouped} WHERE record.program = ${program} AND record.ended_on BETWEEN ${from}::date AND ${to}::date) ended
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS files, coalesce(sum(file.bytes), 0)::bigint AS bytes FROM evidence file
      WHERE file.program = ${program} AND file.subject_kind = 'process' AND file.subject_id = ended.id::text
        AND NOT EXISTS (SELECT FROM evidence_withdrawals withdrawn WHERE withdrawn.evidence_id = file.id)
    ) kept
    WHERE ended."group" = ANY(${sql.param([...groups])}::text[])
    ORDER BY ended.ended_on, ended.id LIMIT ${packLimits.population + 1}`);
  return rows.map(({ id, kind, group, account_id: accountId, ended_on: endedOn, purged, files, bytes }) => ({ id, kind, group, accountId, endedOn, purged, evidence: { files, bytes } }));
}

/** The same of records that were chosen once, in their order; their reasons do not change. */
export async function candidatesOf(tx: Queryable, program: string, ids: readonly string[]): Promise<{ id: string; group: PackGroup }[]> {
  const { rows } = await tx.execute<{ id: string; group: PackGroup }>(sql`
    SELECT chosen.id, chosen."group" FROM (${grouped} WHERE record.program = ${program} AND record.id = ANY(${sql.param([...ids])}::uuid[])) chosen ORDER BY chosen.ended_on, chosen.id`);
  return rows;
}

/** Cases that were open by the last day: an examiner who counts wants to know of them. */
export async function notEndedBy(tx: Queryable, program: { slug: string; timeZone: string }, to: string): Promise<number> {
  const { rows } = await tx.execute<{ open: number }>(sql`
    SELECT count(*)::int AS open FROM closure_records
    WHERE program = ${program.slug} AND ended_on IS NULL AND (begun_at AT TIME ZONE ${program.timeZone})::date <= ${to}::date`);
  return rows[0]?.open ?? 0;
}

/** Entries of the program's trail since the first of these records began. */
export async function trailSince(tx: Queryable, program: string, records: readonly { id: string }[]): Promise<number> {
  const { rows } = await tx.execute<{ entries: number }>(sql`
    SELECT head.seq - first.seq + 1 AS entries FROM audit_heads head
    CROSS JOIN LATERAL (
      SELECT entry.seq FROM audit_entries entry
      WHERE entry.program = ${program} AND entry.chain = ${program}
        AND entry.at >= (SELECT min(begun_at) FROM closure_records WHERE id = ANY(${sql.param(records.map(({ id }) => id))}::uuid[])) - interval '1 hour'
      ORDER BY entry.at, entry.seq LIMIT 1
    ) first
    WHERE head.chain = ${program}`);
  return rows[0]?.entries ?? 0;
}

/** Without a seed a sample cannot be told yet: those with the most evidence stand for it, so that the limit holds whichever is drawn. */
export function takenOf(population: readonly Candidate[], ask: PackAsk): Candidate[] {
  if (ask.by === "period") return [...population];
  if (ask.seed !== undefined) return drawSample(population, ask.each, ask.seed);
  const { each } = ask;
  return packGroups.flatMap((group) => population.filter((row) => row.group === group).sort((a, b) => b.evidence.bytes - a.evidence.bytes).slice(0, each));
}

/** `around`: what is known beside the records themselves. */
export function previewOf(population: readonly Candidate[], ask: PackAsk, around: Pick<PackPreview, "notEnded" | "trailEntries">): PackPreview {
  const taken = takenOf(population, ask);
  const figures: PackFigure[] = ask.groups.map((group) => {
    const ofGroup = taken.filter((row) => row.group === group);
    return { group, ended: population.filter((row) => row.group === group).length, taken: ofGroup.length, purged: ofGroup.filter(({ purged }) => purged).length };
  });
  const preview = {
    figures,
    records: taken.length,
    evidenceFiles: taken.reduce((sum, { evidence }) => sum + evidence.files, 0),
    evidenceBytes: taken.reduce((sum, { evidence }) => sum + evidence.bytes, 0),
    upTo: ask.by === "sample" && ask.seed === undefined,
    ...around,
  };
  return { ...preview, obstacle: obstacleOf(preview, population.length, ask) };
}

function obstacleOf({ records, evidenceFiles, evidenceBytes, trailEntries }: Omit<PackPreview, "obstacle">, population: number, { by }: PackAsk): string | null {
  const shorter = by === "period" ? "Choose a shorter period, or draw a sample." : "Choose fewer of each, or a shorter period.";
  if (population > packLimits.population) return `More than ${packLimits.population.toLocaleString("en-US")} cases ended in this period. Choose a shorter one.`;
  if (records === 0) return "No case of these reasons ended in this period.";
  if (records > packLimits.records) return `A pack holds at most ${packLimits.records} records. ${shorter}`;
  if (evidenceFiles > packLimits.evidenceFiles) return `A pack holds at most ${packLimits.evidenceFiles.toLocaleString("en-US")} files of evidence. ${shorter}`;
  if (trailEntries > packLimits.trailEntries) return `The trail since the first of these cases has more than ${packLimits.trailEntries.toLocaleString("en-US")} entries. Choose a later period.`;
  return evidenceBytes > packLimits.evidenceBytes ? `A pack holds at most 1 GB of evidence. ${shorter}` : null;
}
