import { chosenIds } from "@/lib/bulk/bulk-inputs";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { keepSelection } from "@/server/queries/export-selection";
import { answerJson, answerStatus, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const mostBytes = 300_000;

/** Keeps accounts chosen by hand: the address of their export carries an id and not them. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const asked = chosenIds.safeParse(await limitedJson(request, mostBytes));
  if (!asked.success) return answerStatus(400, "Expected ids of accounts, each once, 1,000 at most.");
  return answerJson(await keepSelection(caller, asked.data));
}
