import { queuedIds } from "@/lib/closures/closing-queue";
import { makeClosingQueue } from "@/server/closing-queues/closing-queues";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { answerJson, answerStatus, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const mostBytes = 30_000;

/** Keeps accounts that are closed one after another. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const ids = queuedIds.safeParse(await limitedJson(request, mostBytes));
  return ids.success ? answerJson(await makeClosingQueue(caller, ids.data)) : answerStatus(400, "Expected ids of accounts, each once, 100 at most.");
}
