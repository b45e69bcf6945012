import { operatorInProgram } from "@/server/operator";
import { railCounts } from "@/server/queries/rail-counts";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

/** What waits in the places of the rail. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const here = await operatorInProgram((await params).program);
  return here ? answerJson(await railCounts(here)) : notFoundJson();
}
