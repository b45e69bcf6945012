import { operatorInProgram } from "@/server/operator";
import { workQueue } from "@/server/queries/work-queue";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  return caller ? answerJson(await workQueue(caller)) : notFoundJson();
}
