import "server-only";
import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { saidNow } from "@/lib/agreement/compare";
import type { ExceptionDetail } from "@/lib/agreement/views";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { possibleOwners } from "../agreement/possible-owners";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { directoryEntries } from "../db/schema";
import { agreementExceptions as exceptions, agreementRuns } from "../db/schema-agreement";
import { directorySaid, saidColumns } from "../directory/directory-said";
import { exceptionView, exceptionsWith } from "./agreement-exceptions";
import { uuid } from "./agreement-runs";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

const unknownException: Problem = { kind: "not-possible-now", title: "There is no such exception in this program.", next: "Look at the list of exceptions." };
const mostOthers = 50;

/** One exception with what the directory says now, its files, and the others about the same field of the account. */
export async function exceptionDetail(caller: Caller, exceptionId: string, db: Database = sharedDatabase()): Promise<Result<ExceptionDetail>> {
  const denied = await denial(db, caller, "read-agreement");
  if (denied) return fail(denied);
  const { program } = caller;
  if (!uuid.test(exceptionId)) return fail(unknownException);
  const [stored] = await exceptionsWith(db).where(and(eq(exceptions.id, exceptionId), eq(exceptions.program, program.slug)));
  if (!stored) return fail(unknownException);
  const { accountId, field, firstRun, lastRun, follows } = stored.exception;
  const [entries, runs, others, owners] = await Promise.all([
    db.select({ readAt: directoryEntries.readAt, ...saidColumns }).from(directoryEntries).where(and(eq(directoryEntries.program, program.slug), eq(directoryEntries.accountId, accountId))),
    db.select({ id: agreementRuns.id, fileName: agreementRuns.fileName }).from(agreementRuns).where(inArray(agreementRuns.id, [firstRun, lastRun])),
    db.select().from(exceptions).where(and(eq(exceptions.program, program.slug), eq(exceptions.accountId, accountId), eq(exceptions.field, field), ne(exceptions.id, exceptionId))).orderBy(desc(exceptions.firstSeenAt)).limit(mostOthers),
    caller.permissions.has("assign-exception") ? possibleOwners(db, program) : [],
  ]);
  const [entry] = entries;
  if (!entry) return fail(unknownException);
  const runOf = (id: string) => ({ id, fileName: runs.find((run) => run.id === id)?.fileName ?? null });
  return ok({
    ...exceptionView(stored),
    now: saidNow(field, directorySaid(entry)),
    nowReadAt: entry.readAt.toISOString(),
    firstRun: runOf(firstRun),
    lastRun: runOf(lastRun),
    others: others.map(({ id, firstSeenAt, resolvedAt, resolution }) => ({ id, firstSeenAt: firstSeenAt.toISOString(), resolvedAt: resolvedAt?.toISOString() ?? null, resolution, follows: id === follows })),
    owners,
  });
}
