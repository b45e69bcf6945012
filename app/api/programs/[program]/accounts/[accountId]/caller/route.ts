import { isAccountId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { maskedCallerFacts } from "@/server/queries/caller-facts";
import { answerJson, answerStatus, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string }> };

/** Asks Lead; masked. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, accountId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  return isAccountId(accountId) ? answerJson(await maskedCallerFacts(caller, accountId)) : answerStatus(404, "This is no account id.");
}
