import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { estateContactWords } from "@/lib/deceased/case-inputs";
import { actProblem, caseActs } from "@/lib/deceased/case-standing";
import type { CaseAct } from "@/lib/deceased/case-standing";
import type { DeceasedCase, RevealedEstate } from "@/lib/deceased/case-view";
import type { Permission } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { entities } from "../db/schema";
import { deceasedCases, deceasedSteps } from "../db/schema-deceased";
import { caseFactsColumn } from "../deceased/case-facts";
import type { CaseRow, StepRow } from "../deceased/case-facts";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

type Here = Pick<Caller, "program" | "permissions">;

const mostShown = 5;

const needed = {
  "accept-proof": "accept-proof", "confirm-survivors": "confirm-survivors", "record-estate-contact": "record-estate-contact", "no-estate-contact": "record-estate-contact",
  "remove-holder": "remove-deceased-holder", "close-account": "request-closing",
  "end:holder-removed": "end-deceased-case", "end:account-closed": "end-deceased-case", "end:mistaken": "end-deceased-case",
} satisfies Record<CaseAct, Permission>;

/** The cases of an account, the open ones first; null for those who may not know of them. */
export async function deceasedCasesOf(caller: Here, db: Queryable, accountId: string): Promise<DeceasedCase[] | null> {
  const { program, permissions } = caller;
  if (!permissions.has("read-deceased-cases")) return null;
  const found = await db
    .select({ row: deceasedCases, facts: caseFactsColumn, name: entities.displayName })
    .from(deceasedCases)
    .leftJoin(entities, and(eq(entities.program, deceasedCases.program), eq(entities.entityId, deceasedCases.entityId)))
    .where(and(eq(deceasedCases.program, program.slug), eq(deceasedCases.accountId, accountId)))
    .orderBy(desc(deceasedCases.endedAt), desc(deceasedCases.openedAt))
    .limit(mostShown);
  const steps = found.length === 0 ? [] : await db.select().from(deceasedSteps).where(inArray(deceasedSteps.caseId, found.map(({ row }) => row.id))).orderBy(asc(deceasedSteps.position));
  return found.map(({ row, facts, name }) => {
    const last = (kind: StepRow["kind"]) => steps.findLast((step) => step.caseId === row.id && step.kind === kind);
    const [proof, told, estate] = [last("proof"), last("survivors"), last("estate")];
    return {
      id: row.id, entityId: row.entityId, name, holdId: row.holdId, facts,
      reported: { by: row.openedByName, at: row.openedAt.toISOString(), toldBy: row.toldBy, toldOn: row.toldOn, diedOn: row.diedOn },
      proof: proof ? { ...doneBy(proof), what: proof.words ?? "", evidence: proof.evidence ?? [] } : null,
      told: told ? { ...doneBy(told), how: told.words ?? "" } : null,
      estate: estate ? estateView(estate, permissions) : null,
      ended: endedView(row),
      acts: caseActs.filter((act) => permissions.has(needed[act]) && actProblem(act, facts) === null),
      mayRevealEstate: permissions.has("read-estate-contact") && Boolean(estate?.contact),
    };
  });
}

const doneBy = ({ byName, at }: StepRow) => ({ by: byName, at: at.toISOString() });

/** Who may not know whom the estate has hears that it is recorded. */
function estateView(step: StepRow, permissions: Here["permissions"]): DeceasedCase["estate"] {
  const { contact, words, purgedAt } = step;
  const sees = permissions.has("read-estate-contact");
  const initials = contact?.name.split(/\s+/).map((part) => `${part.charAt(0)}.`).join(" ") ?? null;
  return { ...doneBy(step), masked: sees ? initials : null, relation: sees ? (contact?.relation ?? null) : null, notNeeded: sees ? words : null, purged: purgedAt !== null };
}

function endedView({ outcome, comment, endedByName, endedAt }: CaseRow): DeceasedCase["ended"] {
  return outcome && endedAt ? { outcome, comment: comment ?? "", by: endedByName ?? "", at: endedAt.toISOString() } : null;
}

const nothingThere: Problem = { kind: "not-possible-now", title: "No estate contact is kept for this case.", saved: "Nothing was shown.", next: "Reload the account." };

/** Who speaks for the estate, whole; each time it is on the trail, which names nobody, before it is answered. */
export async function revealEstateContact(caller: Caller, accountId: string, caseId: string, db: Database = sharedDatabase()): Promise<Result<RevealedEstate>> {
  const denied = await denial(db, caller, "read-estate-contact");
  if (denied) return fail(denied);
  const [step] = await db
    .select({ contact: deceasedSteps.contact })
    .from(deceasedSteps)
    .innerJoin(deceasedCases, eq(deceasedCases.id, deceasedSteps.caseId))
    .where(and(eq(deceasedCases.id, caseId), eq(deceasedCases.program, caller.program.slug), eq(deceasedCases.accountId, accountId), eq(deceasedSteps.kind, "estate")))
    .orderBy(desc(deceasedSteps.position))
    .limit(1);
  if (!step?.contact) return fail(nothingThere);
  await db.transaction((tx) => appendEntry(tx, { program: caller.program.slug, actor: caller.actor, action: "reveal-estate-contact", outcome: "done", accountId, details: { deceasedCase: caseId } }));
  return ok({ contact: estateContactWords(step.contact) });
}
