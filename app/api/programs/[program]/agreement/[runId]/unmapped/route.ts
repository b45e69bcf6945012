import { operatorInProgram } from "@/server/operator";
import { unmappedFile } from "@/server/queries/agreement-runs";
import { answerFile } from "../../../lookups/answer-file";
import { answerJson, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; runId: string }> };

/** The rows that were compared with nothing, with their reason. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, runId } = await params;
  const here = await operatorInProgram(program);
  if (!here) return notFoundJson();
  const lines = await unmappedFile(here, runId);
  if (!lines.ok) return answerJson(lines);
  return answerFile({ fileName: `unmapped-rows-${runId.slice(0, 8)}.csv`, contentType: "text/csv; charset=utf-8", lines: lines.value });
}
