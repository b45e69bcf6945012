import type { NextRequest } from "next/server";
import { z } from "zod";
import { parseDirectoryQuery, serializeDirectoryQuery } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import { exportFormats } from "@/lib/export-filter";
import type { ProblemKind } from "@/lib/result";
import { operatorInProgram } from "@/server/operator";
import { exportAccounts } from "@/server/queries/account-export";
import { answerFile } from "../../lookups/answer-file";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const selectionId = z.uuid().optional();

/** The list that has the same address, whole, as a file; or of it the accounts of a kept selection. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { searchParams } = request.nextUrl;
  const format = exportFormats.find((one) => one === searchParams.get("format"));
  if (!format) return answerStatus(400, `The format is one of ${exportFormats.join(" and ")}.`);
  const selection = selectionId.safeParse(searchParams.get("selection") ?? undefined);
  if (!selection.success) return answerStatus(400, "This is no selection.");
  const query = parseDirectoryQuery(searchParams);
  const caller = await operatorInProgram(program);
  // A browser that went to this address would show the answer as it is: the list, where it came from, says it in words.
  const isVisited = request.headers.get("sec-fetch-mode") === "navigate";
  if (!caller) return isVisited ? seeOther(program, query) : notFoundJson();
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const file = await exportAccounts(caller, { query, format, selection: selection.data }, gone.signal);
  if (file.ok) return answerFile(file.value, () => gone.abort());
  return isVisited && file.problem.kind !== "forbidden" ? seeOther(program, query, file.problem.kind) : answerJson(file);
}

/** HEAD would otherwise read, and record, a whole export. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}

function seeOther(program: string, query: DirectoryQuery, problem?: ProblemKind): Response {
  const parameters = [serializeDirectoryQuery(query), problem && `export=${problem}`].filter(Boolean).join("&");
  return new Response(null, { status: 303, headers: { location: `/programs/${encodeURIComponent(program)}/accounts?${parameters}`, "cache-control": "no-store" } });
}
