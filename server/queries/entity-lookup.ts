import "server-only";
import type { EntityFacts } from "@/lib/accounts/entity-facts";
import { entityFactsOf } from "@/lib/accounts/lead-facts";
import { isPersonalDetail } from "@/lib/directory-query";
import { isEntityId } from "@/lib/lead/ids";
import { fail, ok, type Result } from "@/lib/result";
import { databaseCallSink } from "../audit/call-sink";
import { db } from "../db/client";
import { unavailableProblem } from "../directory/unavailable-problem";
import { leadReader, type LeadReader } from "../lead/lead-client";
import type { OperatorInProgram } from "../operator";
import { denial } from "./authorise";

/** Lead's bound on a client customer id (FACTS 10.1). */
const longestCustomerId = 64;

export function lookupReader({ program, actor }: OperatorInProgram): LeadReader {
  return leadReader(program, { operator: actor.subject, sink: databaseCallSink(db()) });
}

/** A person or business by entity id or client customer id, asked of Lead now, for who puts people on accounts. `null`: Lead knows none. */
export async function lookUpEntity(context: OperatorInProgram, text: string, reader = lookupReader(context), database = db()): Promise<Result<EntityFacts | null>> {
  const denied = await denial(database, context, "open-account", "add-relationships");
  if (denied) return fail(denied);
  const wanted = text.trim();
  if (isPersonalDetail(wanted)) return fail({ kind: "invalid", title: "That looks like a personal detail. Enter an entity id or a client customer id." });
  const byId = wanted.startsWith("entity_");
  if (byId ? !isEntityId(wanted) : wanted.length === 0 || wanted.length > longestCustomerId) {
    return fail({ kind: "invalid", title: "Enter an entity id (entity_…) or a client customer id of at most 64 characters." });
  }
  const outcome = await (byId ? reader.entities.get(wanted) : reader.entities.getByClientCustomerId(wanted));
  if (outcome.kind === "answered") return ok(entityFactsOf(outcome.value));
  return outcome.kind === "refused" && (outcome.problem.status === 404 || outcome.problem.status === 400) ? ok(null) : fail(unavailableProblem(outcome));
}
