import "server-only";
import type { RevealedNumber } from "@/lib/account-views";
import { maskTail } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { databaseCallSink } from "../audit/call-sink";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { holdersOf } from "../directory/entry";
import { unavailableProblem } from "../directory/unavailable-problem";
import { leadReader } from "../lead/lead-client";
import { holderOf } from "./account-numbers";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** The full number of a holder of this account, read at Lead now and kept nowhere; each reveal is on the trail before it is answered. */
export async function revealAccountNumber(caller: Caller, accountId: string, numberId: string, db: Database = sharedDatabase()): Promise<Result<RevealedNumber>> {
  const denied = await denial(db, caller, "reveal-sensitive");
  if (denied) return fail(denied);
  const reader = leadReader(caller.program, { operator: caller.actor.subject, sink: databaseCallSink(db) });
  const [answer, holders] = await Promise.all([reader.accountNumbers.get(numberId), holdersOf(db, caller.program, accountId)]);
  if (answer.kind !== "answered") return fail(unavailableProblem(answer));
  const { account_number: accountNumber } = answer.value;
  if (accountNumber === undefined || !holderOf(answer.value, holders)) {
    return fail({ kind: "not-possible-now", title: "This number is not of a holder of this account.", saved: "Nothing was shown.", next: "Look the numbers up again." });
  }
  const details = { number: numberId, ending: maskTail(accountNumber) };
  await db.transaction((tx) => appendEntry(tx, { program: caller.program.slug, actor: caller.actor, action: "reveal", outcome: "done", accountId, details }));
  return ok({ accountNumber });
}
