import { isAccountId, isAccountNumberId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { revealAccountNumber } from "@/server/queries/reveal-account-number";
import { answerJson, answerStatus, notFoundJson } from "../../../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string; numberId: string }> };

/** A POST, since each reveal is put on the trail; answered uncached. */
export async function POST(_request: Request, { params }: Params): Promise<Response> {
  const { program, accountId, numberId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  if (!isAccountId(accountId) || !isAccountNumberId(numberId)) return answerStatus(404, "This is no account number's id.");
  return answerJson(await revealAccountNumber(caller, accountId, numberId));
}
