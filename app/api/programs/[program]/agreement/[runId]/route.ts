import { operatorInProgram } from "@/server/operator";
import { runDetail } from "@/server/queries/agreement-runs";
import { answerJson, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; runId: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, runId } = await params;
  const here = await operatorInProgram(program);
  return here ? answerJson(await runDetail(here, runId)) : notFoundJson();
}
