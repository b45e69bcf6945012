import type { NextRequest } from "next/server";
import { parseRegisterQuery, serializeRegisterQuery } from "@/lib/closures/register-query";
import type { RegisterFilter } from "@/lib/closures/register-query";
import { exportFormats } from "@/lib/export-filter";
import type { ProblemKind } from "@/lib/result";
import { operatorInProgram } from "@/server/operator";
import { exportRegister } from "@/server/queries/register-export";
import { answerFile } from "../../lookups/answer-file";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

/** The register that has the same address, whole, as a file. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { searchParams } = request.nextUrl;
  const format = exportFormats.find((one) => one === searchParams.get("format"));
  if (!format) return answerStatus(400, `The format is one of ${exportFormats.join(" and ")}.`);
  const { after: _after, before: _before, ...filter } = parseRegisterQuery(searchParams);
  const caller = await operatorInProgram(program);
  // A browser that went to this address would show the answer as it is: the list, where it came from, says it in words.
  const isVisited = request.headers.get("sec-fetch-mode") === "navigate";
  if (!caller) return isVisited ? seeOther(program, filter) : notFoundJson();
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const file = await exportRegister(caller, { filter, format }, gone.signal);
  if (file.ok) return answerFile(file.value, () => gone.abort());
  return isVisited && file.problem.kind !== "forbidden" ? seeOther(program, filter, file.problem.kind) : answerJson(file);
}

/** HEAD would otherwise read, and record, a whole export. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}

function seeOther(program: string, filter: RegisterFilter, problem?: ProblemKind): Response {
  const parameters = [serializeRegisterQuery(filter), problem && `export=${problem}`].filter(Boolean).join("&");
  return new Response(null, { status: 303, headers: { location: `/programs/${encodeURIComponent(program)}/closures?${parameters}`, "cache-control": "no-store" } });
}
