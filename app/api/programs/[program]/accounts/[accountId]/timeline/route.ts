import type { NextRequest } from "next/server";
import { isAccountId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { accountTimeline } from "@/server/queries/account-timeline";
import { answerJson, answerStatus, notFoundJson } from "../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program, accountId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  if (!isAccountId(accountId)) return answerStatus(404, "This is no account id.");
  const { searchParams } = request.nextUrl;
  const cursors = { after: searchParams.get("after") ?? undefined, before: searchParams.get("before") ?? undefined };
  return answerJson(await accountTimeline(caller, accountId, cursors));
}
