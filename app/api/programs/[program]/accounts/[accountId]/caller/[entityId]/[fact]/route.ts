import { isAccountId, isEntityId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { revealCallerFact } from "@/server/queries/caller-facts";
import { answerJson, answerStatus, notFoundJson } from "../../../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string; entityId: string; fact: string }> };

/** A POST, since each reveal is put on the trail; answered uncached. */
export async function POST(_request: Request, { params }: Params): Promise<Response> {
  const { program, accountId, entityId, fact } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  if (!isAccountId(accountId) || !isEntityId(entityId)) return answerStatus(404, "This is no holder of an account.");
  return answerJson(await revealCallerFact(caller, accountId, entityId, fact));
}
