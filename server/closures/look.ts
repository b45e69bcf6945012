import "server-only";
import { closingFacts } from "@/lib/closures/facts";
import type { ClosingFacts } from "@/lib/closures/facts";
import type { LeadAccount } from "@/lib/lead/account";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { leadUnavailable, notInDirectory, unknownAtLead } from "../commands/command-problems";
import type { AccountState } from "../commands/define-command";
import { readState } from "../commands/look";
import type { Database } from "../db/client";
import { entryOf, openHolds } from "../directory/entry";
import { rememberAnswer } from "../directory/remember-answer";
import type { LeadReader } from "../lead/lead-client";
import type { Program } from "../programs";

/** The account for a decision or a step, with what of it matters. */
export type Looked = { account: LeadAccount; state: AccountState; facts: ClosingFacts };

export function holderIdsOf({ relationships }: AccountState): string[] {
  return relationships.flatMap(({ relationship_type, entity_id }) => (relationship_type === "account_holder" ? [entity_id] : []));
}

/** Reads the account and everyone on it at Lead, remembers them, and adds our open holds. */
export async function lookAtAccount(db: Database, reader: LeadReader, program: Program, accountId: string): Promise<Result<Looked>> {
  if (!(await entryOf(db, program, accountId))) return fail(notInDirectory);
  const read = await readState(db, reader, accountId);
  if (read.kind === "unavailable") return fail(leadUnavailable(read.problem));
  if (read.kind === "unknown") return fail(unknownAtLead);
  const { state, readStartedAt } = read;
  await db.transaction((tx) => rememberAnswer(tx, program, { ...state, readStartedAt, via: "looked-up" }));
  const holds = await openHolds(db, program, accountId);
  return ok({ account: state.account, state, facts: closingFacts(state.account, holderIdsOf(state), holds) });
}
