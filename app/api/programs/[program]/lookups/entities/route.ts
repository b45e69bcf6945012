import type { NextRequest } from "next/server";
import { operatorInProgram } from "@/server/operator";
import { lookUpEntity } from "@/server/queries/entity-lookup";
import { answerJson, notFoundJson } from "../answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const context = await operatorInProgram((await params).program);
  if (!context) return notFoundJson();
  return answerJson(await lookUpEntity(context, request.nextUrl.searchParams.get("id") ?? ""));
}
