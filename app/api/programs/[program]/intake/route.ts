import { operatorInProgram } from "@/server/operator";
import { intakeState } from "@/server/queries/intake-state";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  return caller ? answerJson(await intakeState(caller)) : notFoundJson();
}
