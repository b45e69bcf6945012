import { isWorkSection } from "@/lib/work-queue";
import { operatorInProgram } from "@/server/operator";
import { workQueue } from "@/server/queries/work-queue";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  const section = new URL(request.url).searchParams.get("section");
  return caller ? answerJson(await workQueue(caller, isWorkSection(section) ? section : undefined)) : notFoundJson();
}
