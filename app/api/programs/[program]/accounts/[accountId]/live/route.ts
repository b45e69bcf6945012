import { isAccountId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { accountLive } from "@/server/queries/account-live";
import { answerJson, answerStatus, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string }> };

/** Reads Lead: what could not be read is told inside the answer, beside what the directory knows. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, accountId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  return isAccountId(accountId) ? answerJson(await accountLive(caller, accountId)) : answerStatus(404, "This is no account id.");
}
