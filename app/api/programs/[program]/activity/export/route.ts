import type { NextRequest } from "next/server";
import { parseActivityQuery, serializeActivityQuery } from "@/lib/activity-query";
import type { ActivityFilter } from "@/lib/activity-query";
import { exportFormats } from "@/lib/export-filter";
import type { ProblemKind } from "@/lib/result";
import { operatorInProgram } from "@/server/operator";
import { exportActivity } from "@/server/queries/activity-export";
import { answerFile } from "../../lookups/answer-file";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

/** The activity that has the same address, whole, as a file. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { searchParams } = request.nextUrl;
  const format = exportFormats.find((one) => one === searchParams.get("format"));
  if (!format) return answerStatus(400, `The format is one of ${exportFormats.join(" and ")}.`);
  const filter = parseActivityQuery(searchParams);
  const caller = await operatorInProgram(program);
  // A browser that went to this address would show the answer as it is: the list, where it came from, says it in words.
  const isVisited = request.headers.get("sec-fetch-mode") === "navigate";
  if (!caller) return isVisited ? seeOther(program, filter) : notFoundJson();
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const file = await exportActivity(caller, { filter, format, complianceNotes: searchParams.get("notes") === "compliance" }, gone.signal);
  if (file.ok) return answerFile(file.value, () => gone.abort());
  return isVisited && file.problem.kind !== "forbidden" ? seeOther(program, filter, file.problem.kind) : answerJson(file);
}

/** HEAD would otherwise read, and record, a whole export. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}

function seeOther(program: string, filter: ActivityFilter, problem?: ProblemKind): Response {
  const parameters = [serializeActivityQuery(filter), problem && `export=${problem}`].filter(Boolean).join("&");
  return new Response(null, { status: 303, headers: { location: `/programs/${encodeURIComponent(program)}/activity?${parameters}`, "cache-control": "no-store" } });
}
