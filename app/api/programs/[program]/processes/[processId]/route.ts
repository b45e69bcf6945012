import type { NextRequest } from "next/server";
import { operatorInProgram } from "@/server/operator";
import { processById } from "@/server/queries/closing";
import { notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; processId: string }> };

/** A process as it goes on, polled by its dialog and card. */
export async function GET(_request: NextRequest, { params }: Params): Promise<Response> {
  const { program, processId } = await params;
  const caller = await operatorInProgram(program);
  const view = caller && (await processById(caller, processId));
  return view ? Response.json(view, { headers: { "cache-control": "no-store" } }) : notFoundJson();
}
