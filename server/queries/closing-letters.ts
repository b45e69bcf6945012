import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { correctiveText } from "@/lib/closures/draft-letter";
import { lettersDocument } from "@/lib/closures/letter-document";
import { letterStateOf } from "@/lib/closures/letters-shown";
import type { LettersShown } from "@/lib/closures/letters-shown";
import { recipientIds } from "@/lib/closures/notice-recipients";
import { letterIsOut } from "@/lib/closures/stages";
import type { ClosingEnd, ClosingStage } from "@/lib/closures/stages";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { processes } from "../db/schema";
import { closures } from "../db/schema-closures";
import { holdersOf } from "../directory/entry";
import { noticeTermsOf } from "../notice-settings";
import { lettersAreIntact } from "../records/letter-hash";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

const notAsApproved: Problem = {
  kind: "conflict", title: "The letters are not what was asked for.", saved: "Nothing is shown, so that nothing else is printed.", next: "Tell whoever runs the console: the record was changed.",
};

/** The letters of a closing, with whom they go to; null where the program has no such closing. */
export async function closingLetters(caller: Caller, recordId: string, db: Database = sharedDatabase()): Promise<Result<LettersShown | null>> {
  const denied = await denial(db, caller, "read-closures");
  if (denied) return fail(denied);
  const id = z.uuid().safeParse(recordId);
  if (!id.success) return ok(null);
  const { program } = caller;
  const [row] = await db
    .select({ closure: closures, stage: processes.stage })
    .from(closures)
    .innerJoin(processes, eq(processes.id, closures.processId))
    .where(and(eq(closures.processId, id.data.toLowerCase()), eq(closures.program, program.slug)));
  if (!row) return ok(null);
  const { closure } = row;
  if (!lettersAreIntact(closure)) return fail(notAsApproved);
  const stage = row.stage as ClosingStage | ClosingEnd;
  const names = new Map((await holdersOf(db, program, closure.accountId)).map(({ entityId, displayName }) => [entityId, displayName]));
  const recipients = (closure.notice ? recipientIds(closure.notice) : []).map((entityId) => ({ entityId, name: names.get(entityId) ?? null }));
  const { productName } = closure.facts;
  const asks = letterIsOut(stage) || closure.correctiveLetter !== null;
  return ok({
    program: program.slug, recordId: closure.processId, accountId: closure.accountId, productName,
    state: letterStateOf(stage, closure.deliveredOn), letters: closure.letters, lettersHash: closure.lettersHash, recipients,
    delivery: closure.notice && { method: closure.notice.method, otherMethod: closure.notice.otherMethod },
    decided: closure.decidedByName && closure.decidedAt ? { by: closure.decidedByName, at: closure.decidedAt.toISOString() } : null,
    deliveredOn: closure.deliveredOn,
    corrective: asks
      ? { sentOn: closure.correctiveLetter?.on ?? null, text: closure.correctiveLetter?.text ?? correctiveText({ accountId: closure.accountId, productName, actionTakenOn: closure.actionTakenOn }, noticeTermsOf(program)) }
      : null,
  });
}

export type LettersFile = { fileName: string; html: string };

/** The approved letters as one file that prints each on its own sheets; that it left is on the trail before it does. */
export async function exportClosingLetters(caller: Caller, recordId: string, which: "notice" | "corrective", db: Database = sharedDatabase()): Promise<Result<LettersFile | null>> {
  const denied = await denial(db, caller, "export");
  if (denied) return fail(denied);
  const found = await closingLetters(caller, recordId, db);
  if (!found.ok || found.value === null) return found as Result<null>;
  const shown = found.value;
  const html = lettersDocument(shown, which);
  if (html === null) {
    return fail({ kind: "not-possible-now", title: "There is no approved letter to download.", saved: "Nothing was downloaded.", next: "A letter is downloaded once the closing was approved." });
  }
  await db.transaction((tx) => appendEntry(tx, {
    program: caller.program.slug, actor: caller.actor, action: "export", outcome: "done", accountId: shown.accountId, processId: shown.recordId,
    details: { what: "closing-letters", which, format: "html", record: shown.recordId, letters: shown.recipients.length, ...(which === "notice" ? { lettersHash: shown.lettersHash } : {}) },
  }));
  return ok({ fileName: `${which === "notice" ? "letters" : "corrective-letters"}-${shown.accountId}.html`, html });
}
