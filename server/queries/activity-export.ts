import "server-only";
import { and, sql } from "drizzle-orm";
import { activityFilter } from "@/lib/activity-query";
import { activityFileName, activityText } from "@/lib/activity-export";
import type { ActivityExportAsked, ActivityExportHead } from "@/lib/activity-export";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { database } from "../db/client";
import { auditEntries } from "../db/schema";
import type { AccountExport } from "./account-export";
import { activityCondition } from "./activity";
import { auditEntriesOf, notOfCompliance } from "./audit-page";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { ExportSnapshot, tooManyExports } from "./export-snapshot";
import { RunningExport, usualLimits } from "./running-export";

/**
 * Every entry that the activity has for this filter, of one moment, read as it is taken and masked as on the screen. That it was asked for is on the
 * trail before the first line leaves, and how much of it left afterwards. Whoever takes it ends it by the signal.
 */
export async function exportActivity(caller: Caller, asked: ActivityExportAsked, signal: AbortSignal, { db, pool } = database(), limits = usualLimits): Promise<Result<AccountExport>> {
  const denied = (await denial(db, caller, "export")) ?? (await denial(db, caller, "read-activity")) ?? (asked.complianceNotes ? await denial(db, caller, "read-compliance-notes") : null);
  if (denied) return fail(denied);
  const snapshot = await ExportSnapshot.open(pool, caller.actor.subject);
  if (!snapshot) return fail(tooManyExports);
  const running = new RunningExport(db, caller, snapshot, limits, signal);
  const { slug, timeZone } = caller.program;
  try {
    const where = and(activityCondition(caller, asked.filter), asked.complianceNotes ? undefined : notOfCompliance);
    const { rows: [counted] } = await snapshot.db.execute<{ entries: number }>(sql`SELECT count(*)::int AS entries FROM ${auditEntries} WHERE ${where}`);
    const head: ActivityExportHead = { program: slug, asked, asOf: snapshot.asOf, entries: counted?.entries ?? 0 };
    await running.begin({ what: "activity", format: asked.format, filter: activityFilter(asked.filter), complianceNotes: asked.complianceNotes, asOf: head.asOf, entries: head.entries });
    const { contentType, head: headText, line } = activityText[asked.format];
    const numbers = sql`SELECT ${auditEntries.seq}::text AS id FROM ${auditEntries} WHERE ${where} ORDER BY ${auditEntries.at} DESC, ${auditEntries.seq} DESC`;
    const lines = running.lines(snapshot, headText(head), numbers, async (ids) => {
      const entries = await auditEntriesOf(snapshot.db, caller.roles, slug, ids.map(Number));
      return () => entries.map((entry) => line(entry, timeZone)).join("");
    });
    return ok({ fileName: activityFileName(slug, asked.filter, head.asOf, asked.format), contentType, lines });
  } catch (error) {
    await running.breakOff("fault");
    throw error;
  }
}
