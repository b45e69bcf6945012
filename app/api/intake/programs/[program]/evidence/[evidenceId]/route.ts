import { isFromConsole } from "@/server/intake/sent-file";
import { uploadEvidence } from "@/server/intake/upload-evidence";
import { operatorInProgram } from "@/server/operator";
import { answerJson, answerStatus, notFoundJson } from "../../../../../programs/[program]/lookups/answer-json";

type Params = { params: Promise<{ program: string; evidenceId: string }> };

/** Takes a file in, streamed; it is nothing to anybody until it is added to an account. */
export async function PUT(request: Request, { params }: Params): Promise<Response> {
  if (!isFromConsole(request)) return answerStatus(403, "This request did not come from the console.");
  const { program, evidenceId } = await params;
  const caller = await operatorInProgram(program);
  return caller ? answerJson(await uploadEvidence(caller, evidenceId, request)) : notFoundJson();
}
