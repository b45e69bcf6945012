import { chosenAccounts } from "@/lib/bulk/bulk-inputs";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { closeBatchContext } from "@/server/queries/close-batch";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const mostBytes = 300_000;

/** What is asked of each account before several are closed in one review; a POST, since it names many. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const chosen = chosenAccounts.safeParse(await limitedJson(request, mostBytes));
  return chosen.success ? answerJson(await closeBatchContext(caller, chosen.data)) : answerStatus(400, "Expected accounts by their ids, or a list.");
}
