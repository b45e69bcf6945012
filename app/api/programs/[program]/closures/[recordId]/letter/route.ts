import type { NextRequest } from "next/server";
import { operatorInProgram } from "@/server/operator";
import { exportClosingLetters } from "@/server/queries/closing-letters";
import { answerJson, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; recordId: string }> };

/** The approved letters of a closing, or those that correct them, as a file of HTML. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program, recordId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const which = request.nextUrl.searchParams.get("which") === "corrective" ? "corrective" : "notice";
  const file = await exportClosingLetters(caller, recordId, which);
  if (!file.ok) return answerJson(file);
  if (file.value === null) return notFoundJson();
  const { fileName, html } = file.value;
  return new Response(html, {
    headers: { "content-type": "text/html; charset=utf-8", "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}

/** HEAD would otherwise read, and record, an export. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
