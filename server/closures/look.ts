import "server-only";
import { applicationEsign, closingFacts } from "@/lib/closures/facts";
import type { ApplicationEsign, ClosingFacts } from "@/lib/closures/facts";
import type { LeadAccount } from "@/lib/lead/account";
import { isApplicationId } from "@/lib/lead/ids";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { leadUnavailable, notInDirectory, unknownAtLead } from "../commands/command-problems";
import type { AccountState, Looking } from "../commands/define-command";
import { readState } from "../commands/look";
import { readApplication } from "../commands/people-at-lead";
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

/**
 * The same for a closing, with what the account's application says of an E-Sign consent. A step does not look there: the
 * letter is out by then.
 */
export async function lookForClosing({ reader, deps }: Looking, program: Program, accountId: string): Promise<Result<Looked>> {
  const look = await lookAtAccount(deps.db, reader, program, accountId);
  if (!look.ok || look.value.facts.applicationId === null) return look;
  const { facts } = look.value;
  return ok({ ...look.value, facts: { ...facts, applicationEsign: await esignOnApplication({ reader, deps }, facts.applicationId ?? "") } });
}

async function esignOnApplication(looking: Looking, applicationId: string): Promise<ApplicationEsign> {
  const application = isApplicationId(applicationId) ? await readApplication(looking, applicationId) : undefined;
  return application?.ok ? applicationEsign(application.value ?? null) : "unavailable";
}
