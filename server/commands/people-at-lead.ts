import "server-only";
import type { ApplicationFacts, EntityFacts, KnownEntities } from "@/lib/accounts/entity-facts";
import { applicationFactsOf, entityFactsOf } from "@/lib/accounts/lead-facts";
import type { LeadEntity } from "@/lib/lead/entity";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { inTurns } from "../directory/in-turns";
import { databaseNow } from "../directory/remember-answer";
import { rememberEntities } from "../directory/remember-entities";
import { unavailableProblem } from "../directory/unavailable-problem";
import type { Program } from "../programs";
import { leadUnavailable } from "./command-problems";
import type { Looking } from "./define-command";

const readsAtATime = 4;

/** Each entity as Lead shows it now, null where Lead knows none; the directory keeps what was read. */
export async function readEntities({ reader, deps }: Looking, program: Program, ids: readonly string[]): Promise<Result<KnownEntities>> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return ok({});
  const readStartedAt = await databaseNow(deps.db);
  const answers = await inTurns(distinct, readsAtATime, (id) => reader.entities.get(id));
  const known: Record<string, EntityFacts | null> = {};
  const read: LeadEntity[] = [];
  for (const [index, id] of distinct.entries()) {
    const answer = answers[index];
    if (answer?.kind === "answered" && answer.value.id === id) {
      read.push(answer.value);
      known[id] = entityFactsOf(answer.value);
    } else if (answer?.kind === "refused" && (answer.problem.status === 404 || answer.problem.status === 400)) {
      known[id] = null;
    } else {
      return fail(leadUnavailable(answer && answer.kind !== "answered" ? unavailableProblem(answer) : { kind: "unavailable", title: "Lead answered about another entity." }));
    }
  }
  await deps.db.transaction((tx) => rememberEntities(tx, program.slug, read.map((entity) => ({ entity, readStartedAt }))));
  return ok(known);
}

/** An application as Lead shows it now: null where Lead knows none, undefined where none is named. */
export async function readApplication({ reader }: Looking, id: string | undefined): Promise<Result<ApplicationFacts | null | undefined>> {
  if (id === undefined) return ok(undefined);
  const answer = await reader.applications.get(id);
  if (answer.kind === "answered") return ok(applicationFactsOf(answer.value));
  const unknown = answer.kind === "refused" && (answer.problem.status === 404 || answer.problem.status === 400);
  return unknown ? ok(null) : fail(leadUnavailable(unavailableProblem(answer)));
}
