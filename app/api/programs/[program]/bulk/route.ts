import { operatorInProgram } from "@/server/operator";
import { bulkWork } from "@/server/queries/bulk-runs";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

/** What this person asked for, and what waits for their decision. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const here = await operatorInProgram((await params).program);
  return here ? answerJson(await bulkWork(here)) : notFoundJson();
}
