import "server-only";
import { randomUUID } from "node:crypto";
import { batchedClosing } from "@/lib/closures/close-batch";
import type { CloseTerms } from "@/lib/closures/close-batch";
import { closingFacts, factsSeen } from "@/lib/closures/facts";
import { businessDate } from "@/lib/format";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../db/client";
import type { directoryEntries } from "../db/schema";
import { holdersOf, openHolds } from "../directory/entry";
import type { Program } from "../programs";
import type { PlannedClosing } from "../db/schema-bulk";

/** What a closing in a batch adds to its row: what is asked for, under which id, or why it has no place here. */
export type JudgedClosing = { seen: string; closing: PlannedClosing | null; refusal: Problem | null };

/** By the directory, as the dialog of one account would judge what was answered; Lead is asked when its turn comes. */
export async function judgeClosing(db: Queryable, program: Program, { accountId, body }: Pick<typeof directoryEntries.$inferSelect, "accountId" | "body">, terms: CloseTerms, now: string): Promise<JudgedClosing> {
  const [related, holds] = [await holdersOf(db, program, accountId), await openHolds(db, program, accountId)];
  const facts = closingFacts(body, related.map(({ entityId }) => entityId), holds);
  const holders = related.map(({ entityId, displayName }) => ({ entityId, name: displayName ?? entityId }));
  const { request, refusal } = batchedClosing({ terms, facts, holders }, { now, today: businessDate(now, program.timeZone) });
  return { seen: factsSeen(facts), closing: request && { processId: randomUUID(), request }, refusal: refusal === null ? null : { kind: "not-possible-now", title: refusal, next: "Close it on its own, where it may be closed." } };
}
