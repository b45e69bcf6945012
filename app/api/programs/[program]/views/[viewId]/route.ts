import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { keepView, removeView } from "@/server/views/saved-views";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; viewId: string }> };

const mostBytes = 64 * 1024;

export async function PUT(request: Request, { params }: Params): Promise<Response> {
  const { program, viewId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const body = await limitedJson(request, mostBytes);
  if (body === undefined) return answerStatus(400, "This is no view, or it is too large.");
  return answerJson(await keepView(caller, viewId, body));
}

export async function DELETE(_request: Request, { params }: Params): Promise<Response> {
  const { program, viewId } = await params;
  const caller = await operatorInProgram(program);
  return caller ? answerJson(await removeView(caller, viewId)) : notFoundJson();
}
