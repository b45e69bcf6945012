import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { addDays } from "@/lib/closures/due-dates";
import { scraEndingDays } from "@/lib/directory-query";
import { startOfDay } from "@/lib/fields/zoned-time";
import { businessDate } from "@/lib/format";
import { inactiveBandOf, inactiveBandStarts, weeksUpTo } from "@/lib/overview";
import type { InactiveRow, Overview, StatusCount, Week } from "@/lib/overview";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { AgeBand } from "@/lib/settings/directory-ages";
import { callFigure } from "./call-times";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { figureRows, noDay } from "../directory/figures";
import { databaseNow } from "../directory/remember-answer";
import { bucketsOf } from "./account-list-cells";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** Changes that the worker has not added up yet, and that the figures add up themselves. */
const mostPending = 20_000;

/**
 * How the program stood at the end of a business day, or stands now: what the directory knew by then. A day that is yet
 * to come is today. All of one moment, from what is kept by day: it costs the same however many accounts there are.
 */
export async function overview(caller: Caller, asked?: string, db: Database = sharedDatabase()): Promise<Result<Overview>> {
  const denied = await denial(db, caller, "read-overview");
  if (denied) return fail(denied);
  return ok(await db.transaction((tx) => overviewOf(tx, caller, asked), { isolationLevel: "repeatable read", accessMode: "read only" }));
}

async function overviewOf(db: Queryable, caller: Caller, asked: string | undefined): Promise<Overview> {
  const today = businessDate(await databaseNow(db), caller.program.timeZone);
  const day = asked !== undefined && asked < today ? asked : today;
  const look: Look = { db, caller, day, isPast: day < today };
  const figures = await figuresOf(look);
  return {
    day, today, ...(await kept(look)),
    accounts: await statusCounts(look, figures),
    weeks: weeksOf(day, figures),
    inactive: inactiveRows(day, figures),
    scraEnding: figures.filter(({ measure, facet }) => measure === "scra" && facet <= day).reduce((sum, { accounts }) => sum + accounts, 0),
    approvals: await approvalsWaiting(look),
    unconfirmed: await unconfirmedCommands(look),
    calls: await callFigure(caller, day, db),
    freshness: await freshnessOf(look),
  };
}

type Look = { db: Queryable; caller: Caller; day: string; isPast: boolean };
type Figure = { measure: "accounts" | "opened" | "closed" | "inactive" | "scra"; onDay: string; facet: string; accounts: number };

/** What was kept up to the day, and what waits to be added up: no more of either than the screen shows. */
async function figuresOf({ db, caller: { program }, day }: Look): Promise<Figure[]> {
  const first = weeksUpTo(day)[0]?.from ?? day;
  const shown = sql`(measure IN ('accounts', 'inactive') OR (measure IN ('opened', 'closed') AND on_day BETWEEN ${first}::date AND ${day}::date) OR (measure = 'scra' AND on_day BETWEEN ${day}::date AND ${addDays(day, scraEndingDays)}::date))`;
  const pending = sql`SELECT * FROM directory_figure_changes WHERE program = ${program.slug} ORDER BY id LIMIT ${mostPending}`;
  const kept = ["accounts", "inactive"].map((measure) => sql`SELECT measure, on_day, facet, accounts FROM directory_figures WHERE program = ${program.slug} AND measure = ${measure} AND day <= ${day}::date`);
  const ranged = (measures: readonly string[], from: string, to: string): SQL[] =>
    measures.map((measure) => sql`SELECT measure, on_day, facet, accounts FROM directory_figures WHERE program = ${program.slug} AND measure = ${measure} AND on_day BETWEEN ${from}::date AND ${to}::date AND day <= ${day}::date`);
  const sources = [...kept, ...ranged(["opened", "closed"], first, day), ...ranged(["scra"], day, addDays(day, scraEndingDays))];
  const { rows } = await db.execute<Figure>(sql`
    SELECT measure, on_day::text AS "onDay", facet, sum(accounts)::int AS accounts FROM (
      ${sql.join(sources, sql` UNION ALL `)}
      UNION ALL SELECT measure, on_day, facet, accounts FROM (${figureRows(pending, program.timeZone)}) AS waiting WHERE day <= ${day}::date AND ${shown}
    ) AS known GROUP BY measure, on_day, facet HAVING sum(accounts) <> 0`);
  return rows;
}

async function kept({ db, caller: { program } }: Look): Promise<Pick<Overview, "begins" | "behind">> {
  const { rows: [row] } = await db.execute<{ begins: string | null; behind: boolean }>(sql`
    SELECT least(
      (SELECT min(day) FROM directory_figures WHERE program = ${program.slug} AND measure = 'accounts' AND on_day = ${noDay}::date),
      (SELECT (min(at) AT TIME ZONE ${program.timeZone})::date FROM (SELECT at FROM directory_figure_changes WHERE program = ${program.slug} ORDER BY id LIMIT 1) AS first)
    )::text AS begins,
    EXISTS (SELECT FROM directory_figure_changes WHERE program = ${program.slug} ORDER BY id OFFSET ${mostPending} LIMIT 1) AS behind`);
  return { begins: row?.begins ?? null, behind: row?.behind ?? false };
}

async function statusCounts({ db, caller: { program } }: Look, figures: readonly Figure[]): Promise<StatusCount[]> {
  const buckets = new Map((await bucketsOf(db, program.slug)).map((bucket) => [String(bucket.bucket), bucket]));
  const counts = new Map<string, StatusCount>();
  const add = (status: string, capability: string | null, accounts: number) => {
    const key = JSON.stringify([status, capability]);
    counts.set(key, { status, capability, accounts: (counts.get(key)?.accounts ?? 0) + accounts });
  };
  for (const { measure, facet, accounts } of figures) {
    const bucket = measure === "accounts" ? buckets.get(facet) : undefined;
    if (!bucket) continue;
    add(bucket.status, null, accounts);
    for (const capability of bucket.capabilities.length > 0 ? bucket.capabilities : [""]) add(bucket.status, capability, accounts);
  }
  return [...counts.values()].filter(({ accounts }) => accounts > 0);
}

function weeksOf(day: string, figures: readonly Figure[]): Week[] {
  return weeksUpTo(day).map(({ from, to }) => {
    const within = figures.filter(({ onDay }) => onDay >= from && onDay <= to);
    const sum = (measure: Figure["measure"], facet: string) => within.filter((figure) => figure.measure === measure && figure.facet === facet).reduce((all, { accounts }) => all + accounts, 0);
    return { from, to, opened: sum("opened", ""), withNotice: sum("closed", "yes"), withoutNotice: sum("closed", "no") };
  });
}

function inactiveRows(day: string, figures: readonly Figure[]): InactiveRow[] {
  const rows = new Map<string, number[]>();
  for (const { measure, facet, onDay, accounts } of figures) {
    if (measure !== "inactive") continue;
    const bands = rows.get(facet) ?? inactiveBandStarts.map(() => 0);
    const band = inactiveBandOf(onDay, day);
    rows.set(facet, bands.map((count, index) => (index === band ? count + accounts : count)));
  }
  return [...rows].map(([reason, bands]) => ({ reason: reason === "" ? null : reason, bands })).filter(({ bands }) => bands.some((count) => count !== 0));
}

/** The first moment after the day. */
const endOf = ({ caller: { program }, day }: Look) => startOfDay(addDays(day, 1), program.timeZone);

async function approvalsWaiting(look: Look): Promise<Overview["approvals"]> {
  const { db, caller: { program, permissions, actor }, isPast } = look;
  if (!permissions.has("read-approvals")) return null;
  const own = !permissions.has("read-all-approvals");
  const theirs = own ? sql`AND requester = ${actor.subject}` : sql``;
  const end = endOf(look);
  const waits = isPast ? sql`asked_at < ${end}::timestamptz AND coalesce(decided_at, ended_at, 'infinity') >= ${end}::timestamptz` : sql`state = 'waiting'`;
  const { rows: [row] } = await db.execute<{ waiting: number }>(sql`SELECT count(*)::int AS waiting FROM approvals WHERE program = ${program.slug} ${theirs} AND ${waits}`);
  return { waiting: row?.waiting ?? 0, own };
}

async function unconfirmedCommands(look: Look): Promise<Overview["unconfirmed"]> {
  const { db, caller: { program }, isPast } = look;
  if (!isPast) {
    const { rows: [now] } = await db.execute<Overview["unconfirmed"]>(sql`
      SELECT (count(*) FILTER (WHERE status <> 'needs-a-person'))::int AS checking, (count(*) FILTER (WHERE status = 'needs-a-person'))::int AS "needsAPerson"
      FROM commands WHERE program = ${program.slug} AND status IN ('pending', 'unconfirmed', 'needs-a-person')`);
    return now ?? { checking: 0, needsAPerson: 0 };
  }
  // Whether one was with a person by then is not kept; what took less than a minute was asked for within the last one.
  const end = sql`${endOf(look)}::timestamptz`;
  const { rows: [then] } = await db.execute<{ open: number }>(sql`
    SELECT (count(*) FILTER (WHERE settled_at IS NULL OR settled_at >= ${end}))::int AS open FROM (
      SELECT settled_at FROM commands WHERE program = ${program.slug} AND asked_at < ${end} AND (settled_at IS NULL OR settled_at - asked_at > interval '1 minute')
      UNION ALL
      SELECT settled_at FROM commands WHERE program = ${program.slug} AND asked_at < ${end} AND asked_at >= ${end} - interval '1 minute' AND NOT (settled_at IS NULL OR settled_at - asked_at > interval '1 minute')
    ) AS asked`);
  return { checking: then?.open ?? 0, needsAPerson: 0 };
}

async function freshnessOf({ db, caller: { program }, day, isPast }: Look): Promise<Overview["freshness"]> {
  const from = isPast ? sql`directory_ages_days WHERE program = ${program.slug} AND day = ${day}::date` : sql`directory_ages WHERE program = ${program.slug}`;
  const { rows: [row] } = await db.execute<{ bands: AgeBand[]; at: number }>(sql`SELECT bands, (extract(epoch FROM counted_at) * 1000)::bigint AS at FROM ${from}`);
  return row ? { bands: row.bands, countedAt: new Date(row.at).toISOString() } : null;
}
