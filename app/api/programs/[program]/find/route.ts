import type { NextRequest } from "next/server";
import { fail, ok } from "@/lib/result";
import { operatorInProgram } from "@/server/operator";
import { findAccount } from "@/server/queries/account-search";
import { answerJson, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const found = await findAccount(caller, request.nextUrl.searchParams.get("q") ?? "");
  return answerJson(found.kind === "problem" ? fail(found.problem) : ok(found));
}
