import { operatorInProgram } from "@/server/operator";
import { bulkDetail } from "@/server/queries/bulk-runs";
import { answerJson, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; runId: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, runId } = await params;
  const here = await operatorInProgram(program);
  return here ? answerJson(await bulkDetail(here, runId)) : notFoundJson();
}
