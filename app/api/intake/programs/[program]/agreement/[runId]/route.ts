import { isFromConsole } from "@/server/intake/sent-file";
import { uploadLedger } from "@/server/intake/upload-ledger";
import { operatorInProgram } from "@/server/operator";
import { answerJson, answerStatus, notFoundJson } from "../../../../../programs/[program]/lookups/answer-json";

type Params = { params: Promise<{ program: string; runId: string }> };

/** Takes a ledger in, streamed; the browser mints the id, so that sending it again makes no second comparison. */
export async function PUT(request: Request, { params }: Params): Promise<Response> {
  if (!isFromConsole(request)) return answerStatus(403, "This request did not come from the console.");
  const { program, runId } = await params;
  const here = await operatorInProgram(program);
  return here ? answerJson(await uploadLedger(here, runId, request)) : notFoundJson();
}
