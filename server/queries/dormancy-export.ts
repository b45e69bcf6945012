import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { dormancyText, serializeDormancyQuery } from "@/lib/accounts/dormancy";
import type { DormancyExportHead, DormancyFilter } from "@/lib/accounts/dormancy";
import { datedFileName } from "@/lib/export-filter";
import type { ExportFormat } from "@/lib/export-filter";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { database } from "../db/client";
import { directoryEntries } from "../db/schema";
import { ownerDates } from "../db/schema-calls";
import type { AccountExport } from "./account-export";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { dormancyCondition, dormantAccount, dormantWith } from "./dormancy";
import { ExportSnapshot, tooManyExports } from "./export-snapshot";
import { RunningExport, usualLimits } from "./running-export";

type Asked = { filter: DormancyFilter; format: ExportFormat };

/** Every account that the list has for this filter, of one moment, read as it is taken; on the trail before the first line leaves. */
export async function exportDormancy(caller: Caller, { filter, format }: Asked, signal: AbortSignal, { db, pool } = database(), limits = usualLimits): Promise<Result<AccountExport>> {
  const denied = (await denial(db, caller, "export")) ?? (await denial(db, caller, "read-dormancy"));
  if (denied) return fail(denied);
  const snapshot = await ExportSnapshot.open(pool, caller.actor.subject);
  if (!snapshot) return fail(tooManyExports);
  const running = new RunningExport(db, caller, snapshot, limits, signal);
  const { program } = caller;
  try {
    const today = businessDate(snapshot.asOf, program.timeZone);
    const from = sql`FROM ${ownerDates} JOIN ${directoryEntries} ON ${and(eq(directoryEntries.program, ownerDates.program), eq(directoryEntries.accountId, ownerDates.accountId))} WHERE ${dormancyCondition(program, filter, today)}`;
    const { rows: [counted] } = await snapshot.db.execute<{ accounts: number }>(sql`SELECT count(*)::int AS accounts ${from}`);
    const head: DormancyExportHead = { program: program.slug, filter, asOf: snapshot.asOf, today, accounts: counted?.accounts ?? 0 };
    await running.begin({ what: "dormancy", format, filter: serializeDormancyQuery(filter), asOf: head.asOf, accounts: head.accounts });
    const { contentType, head: headText, line } = dormancyText[format];
    const ids = sql`SELECT ${ownerDates.accountId} AS id ${from} ORDER BY ${ownerDates.silentSince}, ${ownerDates.accountId}`;
    const lines = running.lines(snapshot, headText(head), ids, async (part) => {
      const rows = await dormantWith(snapshot.db).where(and(eq(ownerDates.program, program.slug), inArray(ownerDates.accountId, part))).orderBy(asc(ownerDates.silentSince), asc(ownerDates.accountId));
      return () => rows.map((row) => line(dormantAccount(row, program, today))).join("");
    });
    return ok({ fileName: datedFileName(["dormancy", program.slug, filter.step ?? "", filter.state ?? ""], head.asOf, format), contentType, lines });
  } catch (error) {
    await running.breakOff("fault");
    throw error;
  }
}
