import { operatorInProgram } from "@/server/operator";
import { readEvidence } from "@/server/queries/evidence";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";
import { attachmentName, streamOf } from "../../lookups/answer-file";

type Params = { params: Promise<{ program: string; evidenceId: string }> };

/** A file to be kept, never shown by the console: as an attachment alone, and without any right where a browser opens it all the same. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, evidenceId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const file = await readEvidence(caller, evidenceId);
  if (!file.ok) return answerJson(file);
  if (file.value === null) return answerStatus(404, "There is no such evidence.");
  const { fileName, mediaType, bytes, content } = file.value;
  return new Response(streamOf(content), {
    headers: {
      "content-type": mediaType,
      "content-length": String(bytes),
      "content-disposition": attachmentName(fileName),
      "cache-control": "no-store",
    },
  });
}
