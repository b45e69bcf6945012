import type { NextRequest } from "next/server";
import { operatorInProgram } from "@/server/operator";
import { fetchPack } from "@/server/queries/fetch-pack";
import { streamOf } from "../../lookups/answer-file";
import { answerJson, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; packId: string }> };

/** The archive of a pack, made while the browser takes it. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program, packId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const file = await fetchPack(caller, packId, gone.signal);
  if (!file.ok) return answerJson(file);
  const { fileName, contentType, pieces } = file.value;
  return new Response(streamOf(pieces, () => gone.abort()), {
    headers: { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store" },
  });
}

/** HEAD would otherwise make, and record, the one archive of the pack. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
