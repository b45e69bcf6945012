import { operatorInProgram } from "@/server/operator";
import { lookUpApplication } from "@/server/queries/application-lookup";
import { answerJson, notFoundJson } from "../answer-json";
import { askedId } from "../asked-id";

type Params = { params: Promise<{ program: string }> };

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const context = await operatorInProgram((await params).program);
  if (!context) return notFoundJson();
  return answerJson(await lookUpApplication(context, await askedId(request)));
}
