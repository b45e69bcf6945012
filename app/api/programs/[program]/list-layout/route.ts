import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { forgetOwnLayout, keepOwnLayout } from "@/server/views/list-layouts";
import { answerJson, answerStatus, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const mostBytes = 8 * 1024;

export async function PUT(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const body = await limitedJson(request, mostBytes);
  if (body === undefined) return answerStatus(400, "This is no layout of the list, or it is too large.");
  return answerJson(await keepOwnLayout(caller, body));
}

export async function DELETE(_request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  return caller ? answerJson(await forgetOwnLayout(caller)) : notFoundJson();
}
