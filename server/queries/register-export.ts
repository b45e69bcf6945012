import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { registerFileName, registerText } from "@/lib/closures/register-export";
import type { RegisterExportHead } from "@/lib/closures/register-export";
import { registerFilter } from "@/lib/closures/register-query";
import type { RegisterFilter } from "@/lib/closures/register-query";
import type { ExportFormat } from "@/lib/export-filter";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { database } from "../db/client";
import { registerEntries } from "../db/schema-register";
import type { AccountExport } from "./account-export";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { ExportSnapshot, tooManyExports } from "./export-snapshot";
import { entriesWith, registerCondition } from "./register";
import { entryView } from "./register-rows";
import { RunningExport, usualLimits } from "./running-export";

type Asked = { filter: RegisterFilter; format: ExportFormat };

/**
 * Every entry that the register has for this filter, of one moment, read as it is taken. That it was asked for is on the
 * trail before the first line leaves, and how much of it left afterwards. Whoever takes it ends it by the signal.
 */
export async function exportRegister(caller: Caller, { filter, format }: Asked, signal: AbortSignal, { db, pool } = database(), limits = usualLimits): Promise<Result<AccountExport>> {
  const denied = (await denial(db, caller, "export")) ?? (await denial(db, caller, "read-closures"));
  if (denied) return fail(denied);
  const snapshot = await ExportSnapshot.open(pool, caller.actor.subject);
  if (!snapshot) return fail(tooManyExports);
  const running = new RunningExport(db, caller, snapshot, limits, signal);
  const { slug, timeZone } = caller.program;
  try {
    const today = businessDate(snapshot.asOf, timeZone);
    const where = registerCondition(caller, filter, today);
    const { rows: [counted] } = await snapshot.db.execute<{ entries: number }>(sql`SELECT count(*)::int AS entries FROM ${registerEntries} WHERE ${where}`);
    const head: RegisterExportHead = { program: slug, filter, asOf: snapshot.asOf, today, entries: counted?.entries ?? 0 };
    await running.begin({ what: "register", format, filter: registerFilter(filter), asOf: head.asOf, registered: head.entries });
    const { contentType, head: headText, line } = registerText[format];
    const ids = sql`SELECT ${registerEntries.id} AS id FROM ${registerEntries} WHERE ${where} ORDER BY ${registerEntries.place}, ${registerEntries.id}`;
    const lines = running.lines(snapshot, headText(head), ids, async (part) => {
      const entries = await entriesWith(snapshot.db, and(eq(registerEntries.program, slug), inArray(registerEntries.id, part))).orderBy(asc(registerEntries.place), asc(registerEntries.id));
      return () => entries.map((entry) => line(entryView(entry, today))).join("");
    });
    return ok({ fileName: registerFileName(slug, filter, head.asOf, format), contentType, lines });
  } catch (error) {
    await running.breakOff("fault");
    throw error;
  }
}
