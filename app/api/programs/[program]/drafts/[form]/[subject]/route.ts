import { discardOwnDraft, keepOwnDraft, ownDraft } from "@/server/drafts/own-drafts";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram, type OperatorInProgram } from "@/server/operator";
import { answerJson, answerStatus, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; form: string; subject: string }> };
type Place = { context: OperatorInProgram; form: string; subject: string };

const mostBytes = 256 * 1024;

async function placeOf({ params }: Params): Promise<Place | null> {
  const { program, form, subject } = await params;
  const context = await operatorInProgram(program);
  return context ? { context, form, subject } : null;
}

export async function GET(_request: Request, params: Params): Promise<Response> {
  const place = await placeOf(params);
  return place ? answerJson(await ownDraft(place.context, place.form, place.subject)) : notFoundJson();
}

export async function PUT(request: Request, params: Params): Promise<Response> {
  const place = await placeOf(params);
  if (!place) return notFoundJson();
  const body = await limitedJson(request, mostBytes);
  if (body === undefined) return answerStatus(400, "This is no draft, or it is too large.");
  return answerJson(await keepOwnDraft(place.context, place.form, place.subject, body));
}

export async function DELETE(_request: Request, params: Params): Promise<Response> {
  const place = await placeOf(params);
  return place ? answerJson(await discardOwnDraft(place.context, place.form, place.subject)) : notFoundJson();
}
