import "server-only";
import type { RemoveRelationshipInput } from "@/lib/accounts/command-inputs";
import { lastHolderRule } from "@/lib/accounts/entity-relationships";
import { actProblem, nobodyRemains } from "@/lib/deceased/case-standing";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../../db/client";
import { acceptedProof, caseWithFacts, openCasesOf } from "../../deceased/case-facts";
import { holdersOf } from "../../directory/entry";
import { citedEvidence } from "../../evidence/cited-evidence";
import { invalidFields } from "../command-problems";
import type { CommandContext } from "../define-command";

type Removal = CommandContext<RemoveRelationshipInput>;

export const notPossible = (title: string): Problem => ({ kind: "not-possible-now", title, saved: "Nothing was recorded and nothing was sent." });

/**
 * A holder goes only on evidence that stands, and only where another remains who has not died either. The directory has
 * what the look read or another removal left since, so that two at once cannot each count on the other's holder.
 */
export async function holderRule(tx: Queryable, removal: Removal): Promise<Problem | null> {
  const { program, input: { accountId, entityId, relationshipType } } = removal;
  if (relationshipType !== "account_holder") return null;
  const others = (await holdersOf(tx, program, accountId)).filter((holder) => holder.entityId !== entityId);
  if (others.length === 0) return notPossible(lastHolderRule);
  const cases = await openCasesOf(tx, program.slug, accountId);
  if (others.every((holder) => cases.some((open) => open.entityId === holder.entityId))) return notPossible(nobodyRemains);
  return (await caseRule(tx, removal, cases.find((open) => open.entityId === entityId)?.id)) ?? evidenceRule(tx, removal);
}

/** One who is said to have died is removed as the last step of that case, on the proof that was accepted in it. */
async function caseRule(tx: Queryable, { program, input }: Removal, openCase: string | undefined): Promise<Problem | null> {
  const { accountId, evidence = [], deceasedCase } = input;
  if (deceasedCase !== openCase) {
    return notPossible(openCase === undefined ? "This case has ended, or is not about this holder." : "A case of a deceased holder is open: compliance removes them as its last step.");
  }
  if (openCase === undefined) return null;
  const found = await caseWithFacts(tx, { program: program.slug, accountId, caseId: openCase });
  const title = found ? actProblem("remove-holder", found.facts) : null;
  if (title !== null) return notPossible(title);
  const proof = await acceptedProof(tx, openCase);
  return proof.every((id) => evidence.includes(id)) ? null : invalidFields([{ path: "evidence", message: "The proof that was accepted belongs to it: choose every piece of it." }]);
}

async function evidenceRule(tx: Queryable, { program, input: { accountId, evidence = [] } }: Removal): Promise<Problem | null> {
  const cited = await citedEvidence(tx, { program: program.slug, accountId, ids: evidence });
  const standing = cited.filter(({ isWithdrawn }) => !isWithdrawn);
  if (evidence.length > 0 && standing.length === evidence.length) return null;
  const message = cited.length > standing.length ? "A piece of this evidence was withdrawn: choose others." : "A piece of this evidence is not of this account or a hold on it.";
  return invalidFields([{ path: "evidence", message }]);
}
