import { operatorInProgram } from "@/server/operator";
import { lookUpEntity } from "@/server/queries/entity-lookup";
import { answerJson, notFoundJson } from "../answer-json";
import { askedId } from "../asked-id";

type Params = { params: Promise<{ program: string }> };

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const context = await operatorInProgram((await params).program);
  if (!context) return notFoundJson();
  return answerJson(await lookUpEntity(context, await askedId(request)));
}
