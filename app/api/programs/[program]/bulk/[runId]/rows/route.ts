import { operatorInProgram } from "@/server/operator";
import { bulkRowsFile } from "@/server/queries/bulk-rows";
import { answerFile } from "../../../lookups/answer-file";
import { answerJson, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; runId: string }> };

/** Every account of the bulk action with what became of it. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, runId } = await params;
  const here = await operatorInProgram(program);
  if (!here) return notFoundJson();
  const file = await bulkRowsFile(here, runId);
  return file.ok ? answerFile({ ...file.value, contentType: "text/csv; charset=utf-8" }) : answerJson(file);
}
