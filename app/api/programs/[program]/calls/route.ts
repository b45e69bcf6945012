import type { NextRequest } from "next/server";
import { operatorInProgram } from "@/server/operator";
import { callList } from "@/server/queries/calls";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const read = (name: string) => request.nextUrl.searchParams.get(name) ?? undefined;
  return answerJson(await callList(caller, { accountId: read("account"), commandId: read("command"), after: read("after"), before: read("before") }));
}
