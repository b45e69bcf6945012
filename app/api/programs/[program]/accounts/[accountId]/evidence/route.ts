import { evidenceSubject } from "@/lib/evidence/evidence-inputs";
import { isAccountId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { evidenceOf } from "@/server/queries/evidence";
import { answerJson, answerStatus, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string }> };

/** `kind` and `id` narrow it to one thing on the account; `after` goes on. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { program, accountId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const search = new URL(request.url).searchParams;
  const subject = search.has("kind") ? evidenceSubject.safeParse({ kind: search.get("kind"), id: search.get("id") }) : undefined;
  if (!isAccountId(accountId) || subject?.success === false) return answerStatus(404, "There is no such account.");
  return answerJson(await evidenceOf(caller, { accountId, subject: subject?.data, after: search.get("after") ?? undefined }));
}
