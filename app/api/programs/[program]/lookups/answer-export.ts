import type { NextRequest } from "next/server";
import { exportFormats } from "@/lib/export-filter";
import type { ExportFormat } from "@/lib/export-filter";
import type { Result } from "@/lib/result";
import { operatorInProgram } from "@/server/operator";
import type { OperatorInProgram } from "@/server/operator";
import { answerFile } from "./answer-file";
import type { LinesFile } from "./answer-file";
import { answerJson, answerStatus, notFoundJson } from "./answer-json";

type Export = {
  request: NextRequest;
  program: string;
  /** The list that has the same address: its path below the program's, and what narrows it. */
  list: string;
  search: string;
  read: (caller: OperatorInProgram, format: ExportFormat, gone: AbortSignal) => Promise<Result<LinesFile>>;
};

/** A list whole, as a file in the format that the address names; it ends once the browser has gone. */
export async function answerExport({ request, program, list, search, read }: Export): Promise<Response> {
  const format = exportFormats.find((one) => one === request.nextUrl.searchParams.get("format"));
  if (!format) return answerStatus(400, `The format is one of ${exportFormats.join(" and ")}.`);
  const seeOther = (problem?: string): Response => {
    const parameters = [search, problem && `export=${problem}`].filter(Boolean).join("&");
    return new Response(null, { status: 303, headers: { location: `/programs/${encodeURIComponent(program)}/${list}?${parameters}`, "cache-control": "no-store" } });
  };
  const caller = await operatorInProgram(program);
  // A browser that went to this address would show the answer as it is: the list, where it came from, says it in words.
  const isVisited = request.headers.get("sec-fetch-mode") === "navigate";
  if (!caller) return isVisited ? seeOther() : notFoundJson();
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const file = await read(caller, format, gone.signal);
  if (file.ok) return answerFile(file.value, () => gone.abort());
  return isVisited && file.problem.kind !== "forbidden" ? seeOther(file.problem.kind) : answerJson(file);
}

/** HEAD would otherwise read, and record, a whole export. */
export function refuseHead(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
