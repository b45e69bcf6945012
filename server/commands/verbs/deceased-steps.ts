import "server-only";
import { sql } from "drizzle-orm";
import { acceptProofInput, confirmSurvivorsInput, recordEstateContactInput } from "@/lib/deceased/case-inputs";
import type { AcceptProofInput, ConfirmSurvivorsInput, RecordEstateContactInput } from "@/lib/deceased/case-inputs";
import { actProblem } from "@/lib/deceased/case-standing";
import type { CaseAct, CaseFacts } from "@/lib/deceased/case-standing";
import { standingProblems } from "@/lib/entity-standing";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Queryable } from "../../db/client";
import { deceasedSteps } from "../../db/schema-deceased";
import { caseWithFacts } from "../../deceased/case-facts";
import type { CaseRow, StepRow } from "../../deceased/case-facts";
import { relationshipsOf } from "../../directory/entry";
import { citedEvidence } from "../../evidence/cited-evidence";
import { lockEntry } from "../command-log";
import { invalidFields, notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";
import type { CommandContext } from "../define-command";
import { readFresh } from "../look";

type OfCase = { accountId: string; caseId: string };
type Opened = { row: CaseRow; facts: CaseFacts };

export const notNow = (title: string): Problem => ({ kind: "not-possible-now", title, saved: "Nothing was recorded.", next: "Reload the account." });

/** The case, its entry's row locked, where the act is possible as things stand now. */
export async function openFor(tx: Queryable, { program, input }: Pick<CommandContext<OfCase>, "program" | "input">, act: CaseAct): Promise<Result<Opened>> {
  const { accountId, caseId } = input;
  if (!(await lockEntry(tx, program.slug, accountId))) return fail(notInDirectory);
  const found = await caseWithFacts(tx, { program: program.slug, accountId, caseId });
  if (!found) return fail(notNow("There is no such case on this account."));
  const title = actProblem(act, found.facts);
  return title === null ? ok(found) : fail(notNow(title));
}

type NewStep = Pick<StepRow, "caseId" | "kind"> & Partial<Pick<StepRow, "evidence" | "told" | "words" | "contact">>;

/** After the last one; whoever adds a step holds the entry's row. */
async function addStep(tx: Queryable, { actor, commandId }: Pick<CommandContext<unknown>, "actor" | "commandId">, step: NewStep): Promise<void> {
  const position = sql`(SELECT coalesce(max(position), 0) + 1 FROM deceased_steps WHERE case_id = ${step.caseId})`;
  await tx.insert(deceasedSteps).values({ ...step, position, commandId, bySubject: actor.subject, byName: actor.name });
}

const ofCase = { accountId: ({ accountId }: OfCase) => accountId };

/** A person says what the evidence on the case's hold is, and that it proves the death. */
export const acceptProof = defineLocalCommand<AcceptProofInput>({
  ...ofCase,
  kind: "local",
  name: "accept-proof",
  permissions: ["accept-proof"],
  schema: acceptProofInput,
  perform: async (tx, context) => {
    const opened = await openFor(tx, context, "accept-proof");
    if (!opened.ok) return opened;
    const { program, input: { accountId, caseId, evidence, what } } = context;
    const { holdId } = opened.value.row;
    const cited = await citedEvidence(tx, { program: program.slug, accountId, ids: evidence });
    const standing = cited.filter(({ isWithdrawn, subject }) => !isWithdrawn && subject.kind === "hold" && subject.id === holdId);
    if (standing.length < evidence.length) return fail(invalidFields([{ path: "evidence", message: "A piece of this is not evidence on the hold of this case, or was withdrawn." }]));
    await addStep(tx, context, { caseId, kind: "proof", evidence, words: what });
    return ok({ details: { holdId, evidence: standing.map(({ id, file, sha256 }) => ({ id, file, sha256 })) } });
  },
  why: ({ what }) => ({ comment: what }),
});

/** The holders who remain were told. Who they are is read from Lead now; where it is not what the person saw, nothing is recorded. */
export const confirmSurvivors = defineLocalCommand<ConfirmSurvivorsInput>({
  ...ofCase,
  kind: "local",
  name: "confirm-survivors",
  permissions: ["confirm-survivors"],
  schema: confirmSurvivorsInput,
  look: async ({ deps, reader }, { program, input }) => {
    const fresh = await readFresh(deps, { program, accountId: input.accountId, reader, withHolders: true });
    return fresh.ok ? ok(undefined) : fresh;
  },
  perform: async (tx, context) => {
    const opened = await openFor(tx, context, "confirm-survivors");
    if (!opened.ok) return opened;
    const { program, input: { accountId, caseId, entityIds, how } } = context;
    const { survivors } = opened.value.facts;
    if (survivors.length !== new Set(entityIds).size || survivors.some((id) => !entityIds.includes(id))) {
      return fail({ kind: "conflict", title: "Who remains on the account is not who you saw.", saved: "Nothing was recorded.", next: "Close this, look at the people of the account again, and confirm it then." });
    }
    const told = (await relationshipsOf(tx, program, accountId))
      .filter(({ relationshipType, entityId }) => relationshipType === "account_holder" && survivors.includes(entityId))
      .map(({ entityId, standing }) => ({ entityId, problems: standing ? standingProblems(standing, "account_holder") : [] }));
    await addStep(tx, context, { caseId, kind: "survivors", told, words: how });
    return ok({});
  },
  why: ({ entityIds, how }) => ({ entities: entityIds, comment: how }),
});

/** Who speaks for the estate, or why nobody has to. Nothing of it is on the trail: it is kept with the case alone, for a time. */
export const recordEstateContact = defineLocalCommand<RecordEstateContactInput>({
  ...ofCase,
  kind: "local",
  name: "record-estate-contact",
  permissions: ["record-estate-contact"],
  schema: recordEstateContactInput,
  keeps: ({ accountId, caseId, contact }) => ({ accountId, caseId, recorded: contact ? "contact" : "not-needed" }),
  perform: async (tx, context) => {
    const { caseId, contact, notNeeded } = context.input;
    const opened = await openFor(tx, context, contact ? "record-estate-contact" : "no-estate-contact");
    if (!opened.ok) return opened;
    await addStep(tx, context, { caseId, kind: "estate", contact: contact ?? null, words: notNeeded ?? null });
    return ok({});
  },
  why: ({ contact }) => ({ estate: contact ? "contact" : "not-needed" }),
});
