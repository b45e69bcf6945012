import "server-only";
import type { EntityFacts } from "@/lib/accounts/entity-facts";
import { entityFactsOf } from "@/lib/accounts/lead-facts";
import { isEntityId } from "@/lib/lead/ids";
import { fail, ok, type Result } from "@/lib/result";
import { databaseCallSink } from "../audit/call-sink";
import { db } from "../db/client";
import { unavailableProblem } from "../directory/unavailable-problem";
import { leadReader, type LeadReader } from "../lead/lead-client";
import type { OperatorInProgram } from "../operator";

/** Lead's bound on a client customer id (FACTS 10.1). */
const longestCustomerId = 64;

/** Those who put people on accounts may look people up. */
function mayLookUp({ permissions }: OperatorInProgram): boolean {
  return permissions.has("open-account") || permissions.has("add-relationships");
}

export function lookupReader({ program, actor }: OperatorInProgram): LeadReader {
  return leadReader(program, { operator: actor.subject, sink: databaseCallSink(db()) });
}

/** A person or business by entity id or client customer id, asked of Lead now. `null`: Lead knows none. */
export async function lookUpEntity(context: OperatorInProgram, text: string, reader = lookupReader(context)): Promise<Result<EntityFacts | null>> {
  if (!mayLookUp(context)) return fail({ kind: "forbidden", title: "Your role does not look people up." });
  const wanted = text.trim();
  const byId = wanted.startsWith("entity_");
  if (byId ? !isEntityId(wanted) : wanted.length === 0 || wanted.length > longestCustomerId) {
    return fail({ kind: "invalid", title: "Enter an entity id (entity_…) or a client customer id of at most 64 characters." });
  }
  const outcome = await (byId ? reader.entities.get(wanted) : reader.entities.getByClientCustomerId(wanted));
  if (outcome.kind === "answered") return ok(entityFactsOf(outcome.value));
  return outcome.kind === "refused" && (outcome.problem.status === 404 || outcome.problem.status === 400) ? ok(null) : fail(unavailableProblem(outcome));
}
