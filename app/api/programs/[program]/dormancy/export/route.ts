import type { NextRequest } from "next/server";
import { parseDormancyQuery, serializeDormancyQuery } from "@/lib/accounts/dormancy";
import { exportFormats } from "@/lib/export-filter";
import { operatorInProgram } from "@/server/operator";
import { exportDormancy } from "@/server/queries/dormancy-export";
import { answerFile } from "../../lookups/answer-file";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

/** The list that has the same address, whole, as a file. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { searchParams } = request.nextUrl;
  const format = exportFormats.find((one) => one === searchParams.get("format"));
  if (!format) return answerStatus(400, `The format is one of ${exportFormats.join(" and ")}.`);
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const { step, state } = parseDormancyQuery(searchParams);
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const file = await exportDormancy(caller, { filter: { step, state }, format }, gone.signal);
  if (file.ok) return answerFile(file.value, () => gone.abort());
  // A browser that went to this address would show the answer as it is: the list, where it came from, says it in words.
  const isVisited = request.headers.get("sec-fetch-mode") === "navigate";
  if (!isVisited || file.problem.kind === "forbidden") return answerJson(file);
  const parameters = [serializeDormancyQuery({ step, state }), `export=${file.problem.kind}`].filter(Boolean).join("&");
  return new Response(null, { status: 303, headers: { location: `/programs/${encodeURIComponent(program)}/dormancy?${parameters}`, "cache-control": "no-store" } });
}

/** HEAD would otherwise read, and record, a whole export. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
