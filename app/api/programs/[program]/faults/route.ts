import { limitedJson } from "@/server/intake/limited-json";
import { clearFaults, triggerFault, waitingFaults } from "@/server/intake/simulator-faults";
import { operatorInProgram } from "@/server/operator";
import { answerJson, notFoundJson } from "../lookups/answer-json";

const mostBytes = 4 * 1024;

type Params = { params: Promise<{ program: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const here = await operatorInProgram((await params).program);
  return here ? answerJson(await waitingFaults(here)) : notFoundJson();
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const here = await operatorInProgram((await params).program);
  if (!here) return notFoundJson();
  return answerJson(await triggerFault(here, await limitedJson(request, mostBytes)));
}

export async function DELETE(_request: Request, { params }: Params): Promise<Response> {
  const here = await operatorInProgram((await params).program);
  return here ? answerJson(await clearFaults(here)) : notFoundJson();
}
