import { operatorInProgram } from "@/server/operator";
import { trailState } from "@/server/queries/trail-state";
import { answerJson, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const here = await operatorInProgram((await params).program);
  return here ? answerJson(await trailState(here)) : notFoundJson();
}
