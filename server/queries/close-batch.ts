import "server-only";
import { bulkActionRows } from "@/lib/bulk/bulk-actions";
import type { ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import type { BatchAccount, BatchContext } from "@/lib/closures/close-batch-view";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { chosenAccountIds } from "../bulk/chosen-accounts";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { holdersOf } from "../directory/entry";
import { databaseNow } from "../directory/remember-answer";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { factsInDirectory } from "./closing";

/** What is asked of each account depends on what it is and who holds it, as the directory has it. */
export async function closeBatchContext(caller: Caller, chosen: ChosenAccounts, db: Database = sharedDatabase()): Promise<Result<BatchContext>> {
  const denied = (await denial(db, caller, "plan-bulk")) ?? (await denial(db, caller, "request-closing"));
  if (denied) return fail(denied);
  const ids = await chosenAccountIds(db, caller, chosen, bulkActionRows["close-accounts"].most);
  if (!ids.ok) return ids;
  const accounts: BatchAccount[] = [];
  for (const accountId of ids.value) {
    const facts = await factsInDirectory(db, caller.program, accountId);
    if (!facts) continue;
    const holders = await holdersOf(db, caller.program, accountId);
    accounts.push({ accountId, productName: facts.productName, facts, holders: holders.map(({ entityId, displayName }) => ({ entityId, name: displayName ?? entityId })) });
  }
  return ok({ accounts, today: businessDate((await databaseNow(db)).toISOString(), caller.program.timeZone) });
}
