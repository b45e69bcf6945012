import { isFromConsole } from "@/server/intake/sent-file";
import { uploadImport } from "@/server/intake/upload-import";
import { operatorInProgram } from "@/server/operator";
import { importCaller } from "@/server/queries/import-caller";
import { answerJson, answerStatus, notFoundJson } from "../../../../../programs/[program]/lookups/answer-json";

type Params = { params: Promise<{ program: string; importId: string }> };

/** Takes a file in, streamed; the browser mints the id, so that sending it again makes no second import. */
export async function PUT(request: Request, { params }: Params): Promise<Response> {
  if (!isFromConsole(request)) return answerStatus(403, "This request did not come from the console.");
  const { program, importId } = await params;
  const here = await operatorInProgram(program);
  return here ? answerJson(await uploadImport(await importCaller(here), importId, request)) : notFoundJson();
}
