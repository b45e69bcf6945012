import { isAccountId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { accountDetail } from "@/server/queries/account-detail";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, accountId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const detail = isAccountId(accountId) ? await accountDetail(caller, accountId) : null;
  return detail && (!detail.ok || detail.value) ? answerJson(detail) : answerStatus(404, "The directory does not know this account.");
}
