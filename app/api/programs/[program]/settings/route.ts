import { operatorInProgram } from "@/server/operator";
import { settingsState } from "@/server/queries/settings-state";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  return caller ? answerJson(await settingsState(caller)) : notFoundJson();
}
