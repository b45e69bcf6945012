import "server-only";
import { exportText } from "@/lib/account-export";
import type { ExportHead } from "@/lib/account-export";
import { changeDirectoryQuery } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import { exportFileName, exportFilter } from "@/lib/export-filter";
import type { ExportFormat } from "@/lib/export-filter";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { database } from "../db/client";
import { chosenWhere, countExported, exportedAccounts, exportedIds, exportedWhere } from "./account-export-rows";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { exportedOf } from "./export-selection";
import { ExportSnapshot, tooManyExports } from "./export-snapshot";
import { RunningExport, usualLimits } from "./running-export";

/** `selection`: of accounts chosen by hand; of the list then only its order counts. */
export type ExportAsked = { query: DirectoryQuery; format: ExportFormat; selection?: string };

/** A file as it is read; `lines` ends, and fails, once `signal` is aborted. */
export type AccountExport = { fileName: string; contentType: string; lines: AsyncGenerator<string> };

/**
 * Every account that the list has for this query, or that was chosen by hand, of one moment, read as it is taken. That
 * it was asked for is on the trail before the first line leaves, and how much of it left afterwards. Whoever takes it
 * ends it by the signal.
 */
export async function exportAccounts(caller: Caller, asked: ExportAsked, signal: AbortSignal, { db, pool } = database(), limits = usualLimits): Promise<Result<AccountExport>> {
  const denied = (await denial(db, caller, "export")) ?? (await denial(db, caller, "read-accounts"));
  if (denied) return fail(denied);
  const query = changeDirectoryQuery(asked.query, {});
  const found = await exportedOf(db, caller, query, asked.selection);
  if (!found.ok) return found;
  const exported = found.value;
  const snapshot = await ExportSnapshot.open(pool, caller.actor.subject);
  if (!snapshot) return fail(tooManyExports);
  const running = new RunningExport(db, caller, snapshot, limits, signal);
  try {
    const where = exported.kind === "list" ? await exportedWhere(snapshot.db, caller, query, exported.term) : chosenWhere(caller, exported.accountIds);
    const chosen = exported.kind === "list" ? null : exported.accountIds.length;
    const head: ExportHead = { program: caller.program.slug, query, chosen, asOf: snapshot.asOf, accounts: await countExported(snapshot.db, where) };
    const narrowed = exported.kind === "list" ? { filter: exportFilter(query), search: query.search } : { chosen };
    await running.begin({ what: "accounts", format: asked.format, ...narrowed, asOf: head.asOf, accounts: head.accounts }, exported.kind === "list" ? undefined : exported.accountIds);
    const { contentType, head: headText, line } = exportText[asked.format];
    const lines = running.lines(snapshot, headText(head), exportedIds(where, query), async (ids) => {
      const accounts = await exportedAccounts(snapshot.db, caller, ids);
      return () => accounts.map(line).join("");
    });
    return ok({ fileName: exportFileName(head.program, head, asked.format), contentType, lines });
  } catch (error) {
    await running.breakOff("fault");
    throw error;
  }
}
