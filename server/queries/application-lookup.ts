import "server-only";
import type { ApplicationFacts } from "@/lib/accounts/entity-facts";
import { applicationFactsOf } from "@/lib/accounts/lead-facts";
import { isApplicationId } from "@/lib/lead/ids";
import type { Permission } from "@/lib/permissions";
import { fail, ok, type Result } from "@/lib/result";
import { unavailableProblem } from "../directory/unavailable-problem";
import type { OperatorInProgram } from "../operator";
import { lookupReader } from "./entity-lookup";

/** Openings and edits name an application; a closing looks there for an E-Sign consent. */
const lookedUpBy = ["open-account", "update-account", "request-closing"] as const satisfies readonly Permission[];

/** An application by its id, asked of Lead now. `null`: Lead knows none. */
export async function lookUpApplication(context: OperatorInProgram, text: string, reader = lookupReader(context)): Promise<Result<ApplicationFacts | null>> {
  const { permissions } = context;
  if (!lookedUpBy.some((permission) => permissions.has(permission))) return fail({ kind: "forbidden", title: "Your role does not look applications up." });
  const wanted = text.trim();
  if (!isApplicationId(wanted)) return fail({ kind: "invalid", title: "Enter an application id: application_ and letters or digits." });
  const outcome = await reader.applications.get(wanted);
  if (outcome.kind === "answered") return ok(applicationFactsOf(outcome.value));
  return outcome.kind === "refused" && (outcome.problem.status === 404 || outcome.problem.status === 400) ? ok(null) : fail(unavailableProblem(outcome));
}
