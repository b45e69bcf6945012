import "server-only";
import type { AccountNumbers, AccountNumberView } from "@/lib/account-views";
import { maskTail } from "@/lib/format";
import type { LeadAccountNumber } from "@/lib/lead/account-number";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { databaseCallSink } from "../audit/call-sink";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { holdersOf } from "../directory/entry";
import type { RelatedEntity } from "../directory/entry";
import { databaseNow } from "../directory/remember-answer";
import { unavailableProblem } from "../directory/unavailable-problem";
import { leadReader } from "../lead/lead-client";
import type { LeadReader } from "../lead/lead-client";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

type Deps = { db?: Database; reader?: LeadReader };

/** Lead cannot be asked for the numbers of an entity: at most this many pages of 100 are looked through. */
const mostPages = 5;

/**
 * The account numbers of an account's holders, asked of Lead now. Whose a number is says its entity or client customer
 * id: the `account_id` that it settles to is often one pooled account of many customers (FACTS 8.3).
 */
export async function accountNumbers(caller: Caller, accountId: string, deps: Deps = {}): Promise<Result<AccountNumbers>> {
  const db = deps.db ?? sharedDatabase();
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const reader = deps.reader ?? leadReader(caller.program, { operator: caller.actor.subject, sink: databaseCallSink(db) });
  const holders = await holdersOf(db, caller.program, accountId);
  const askedAt = (await databaseNow(db)).toISOString();
  const found: AccountNumberView[] = [];
  let startingAfter: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await reader.accountNumbers.list({ startingAfter });
    if (answer.kind !== "answered") return fail(unavailableProblem(answer));
    found.push(...answer.value.objects.flatMap((number) => numberOf(number, accountId, holders)));
    const last = answer.value.objects.at(-1)?.id;
    if (!answer.value.hasMore || last === undefined) return ok({ numbers: found, complete: true, askedAt });
    startingAfter = last;
  }
  return ok({ numbers: found, complete: false, askedAt });
}

/** Whose the number is, among the holders of an account; its own `account_id` does not say (FACTS 8.3). */
export function holderOf(number: LeadAccountNumber, holders: readonly RelatedEntity[]): RelatedEntity | undefined {
  return holders.find(
    ({ entityId, clientCustomerId }) =>
      number.entity_id === entityId || (number.client_customer_id !== undefined && number.client_customer_id === clientCustomerId),
  );
}

function numberOf(number: LeadAccountNumber, accountId: string, holders: readonly RelatedEntity[]): AccountNumberView[] {
  const holder = holderOf(number, holders);
  if (!holder) return [];
  return [
    {
      id: number.id,
      masked: maskTail(number.account_number ?? ""),
      status: number.status ?? "unknown",
      holderId: holder.entityId,
      settlesHere: number.account_id === accountId,
    },
  ];
}
