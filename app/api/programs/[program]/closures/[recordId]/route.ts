import type { NextRequest } from "next/server";
import { operatorInProgram } from "@/server/operator";
import { exportClosingRecord } from "@/server/queries/closing-record";
import { answerJson, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; recordId: string }> };

/** The record of a closing as a file of JSON. */
export async function GET(_request: NextRequest, { params }: Params): Promise<Response> {
  const { program, recordId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const file = await exportClosingRecord(caller, recordId);
  if (!file.ok) return answerJson(file);
  if (file.value === null) return notFoundJson();
  const { fileName, json } = file.value;
  return new Response(json, {
    headers: { "content-type": "application/json; charset=utf-8", "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}

/** HEAD would otherwise read, and record, an export. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
