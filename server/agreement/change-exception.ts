import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { ExceptionCause } from "@/lib/agreement/exceptions";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Queryable } from "../db/client";
import { agreementExceptions } from "../db/schema-agreement";

type Changed = { accountId: string; field: string };
type Change = PgUpdateSetSource<typeof agreementExceptions>;

const notOpen: Problem = {
  kind: "not-possible-now",
  title: "This exception is resolved already, or is not of this program.",
  saved: "Nothing was changed.",
  next: "Reload to see by whom, or whether both sides agree again.",
};

/** Changes an open exception in the caller's transaction; the command's audit entry tells it on the account's timeline. */
async function change(tx: Queryable, program: string, id: string, set: Change): Promise<Result<Changed>> {
  const [changed] = await tx
    .update(agreementExceptions)
    .set(set)
    .where(and(eq(agreementExceptions.id, id), eq(agreementExceptions.program, program), isNull(agreementExceptions.resolvedAt)))
    .returning({ accountId: agreementExceptions.accountId, field: agreementExceptions.field });
  return changed ? ok(changed) : fail(notOpen);
}

export const assignException = (tx: Queryable, program: string, id: string, owner: { subject: string; name: string } | null) =>
  change(tx, program, id, { owner: owner?.subject ?? null, ownerName: owner?.name ?? null });

export const explainException = (tx: Queryable, program: string, id: string, cause: ExceptionCause) => change(tx, program, id, { cause });

/** Accepted as it is, for as long as both sides say what they say now. */
export const resolveException = (tx: Queryable, program: string, id: string, { subject, name }: Actor, { cause, note }: { cause: ExceptionCause; note: string }) =>
  change(tx, program, id, { cause, resolution: "by-person", resolutionNote: note, resolvedBy: subject, resolvedByName: name, resolvedAt: sql`now()` });
