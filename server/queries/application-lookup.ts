import "server-only";
import type { ApplicationFacts } from "@/lib/accounts/entity-facts";
import { applicationFactsOf } from "@/lib/accounts/lead-facts";
import { isApplicationId } from "@/lib/lead/ids";
import { fail, ok, type Result } from "@/lib/result";
import { db } from "../db/client";
import { unavailableProblem } from "../directory/unavailable-problem";
import type { OperatorInProgram } from "../operator";
import { denial } from "./authorise";
import { lookupReader } from "./entity-lookup";

/**
 * An application by its id, asked of Lead now. `null`: Lead knows none. Openings and edits name one; a closing looks
 * there for an E-Sign consent.
 */
export async function lookUpApplication(context: OperatorInProgram, text: string, reader = lookupReader(context), database = db()): Promise<Result<ApplicationFacts | null>> {
  const denied = await denial(database, context, "open-account", "update-account", "request-closing");
  if (denied) return fail(denied);
  const wanted = text.trim();
  if (!isApplicationId(wanted)) return fail({ kind: "invalid", title: "Enter an application id: application_ and letters or digits." });
  const outcome = await reader.applications.get(wanted);
  if (outcome.kind === "answered") return ok(applicationFactsOf(outcome.value));
  return outcome.kind === "refused" && (outcome.problem.status === 404 || outcome.problem.status === 400) ? ok(null) : fail(unavailableProblem(outcome));
}
