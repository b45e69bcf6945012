import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { askForPack } from "@/server/queries/examiner-pack";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const mostBytes = 10_000;

/** Draws a pack and keeps what was drawn: the address of its archive carries an id, and not what it is for. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  return caller ? answerJson(await askForPack(caller, await limitedJson(request, mostBytes))) : notFoundJson();
}
