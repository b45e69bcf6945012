import type { NextRequest } from "next/server";
import { parseDirectoryQuery } from "@/lib/directory-query";
import { operatorInProgram } from "@/server/operator";
import { accountCounts } from "@/server/queries/account-list-counts";
import { answerJson, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  return answerJson(await accountCounts(caller, parseDirectoryQuery(request.nextUrl.searchParams)));
}
