import type { NextRequest } from "next/server";
import { parseActivityQuery } from "@/lib/activity-query";
import { operatorInProgram } from "@/server/operator";
import { activity } from "@/server/queries/activity";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  return answerJson(await activity(caller, parseActivityQuery(request.nextUrl.searchParams)));
}
