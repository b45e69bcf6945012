import { operatorInProgram } from "@/server/operator";
import { importCaller } from "@/server/queries/import-caller";
import { refusedRows } from "@/server/queries/import-rows";
import { answerFile } from "../../../lookups/answer-file";
import { answerJson, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; importId: string }> };

/** The rows that did not enter, with their reason. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, importId } = await params;
  const here = await operatorInProgram(program);
  if (!here) return notFoundJson();
  const lines = await refusedRows(await importCaller(here), importId);
  if (!lines.ok) return answerJson(lines);
  return answerFile({ fileName: `refused-rows-${importId.slice(0, 8)}.csv`, contentType: "text/csv; charset=utf-8", lines: lines.value });
}
