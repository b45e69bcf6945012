import { operatorInProgram } from "@/server/operator";
import { importCaller } from "@/server/queries/import-caller";
import { refusedRows } from "@/server/queries/import-rows";
import { answerJson, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; importId: string }> };

/** The rows that did not enter, with their reason; read as the browser takes them, and no further once it has gone. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, importId } = await params;
  const here = await operatorInProgram(program);
  if (!here) return notFoundJson();
  const lines = await refusedRows(await importCaller(here), importId);
  if (!lines.ok) return answerJson(lines);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(to) {
      const next = await lines.value.next();
      if (next.done) to.close();
      else to.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await lines.value.return(undefined);
    },
  });
  const headers = { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="refused-rows-${importId.slice(0, 8)}.csv"`, "cache-control": "no-store" };
  return new Response(body, { headers });
}
