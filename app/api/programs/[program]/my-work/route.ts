import { operatorInProgram } from "@/server/operator";
import { myWork } from "@/server/queries/my-work";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  return caller ? answerJson(await myWork(caller)) : notFoundJson();
}
