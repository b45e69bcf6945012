import { z } from "zod";
import { accountId } from "@/lib/lead/ids";
import { endClosingQueue, skipInQueue } from "@/server/closing-queues/closing-queues";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { answerJson, answerStatus, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; queueId: string }> };

const change = z.discriminatedUnion("act", [z.strictObject({ act: z.literal("skip"), accountId }), z.strictObject({ act: z.literal("end") })]);

export async function PUT(request: Request, { params }: Params): Promise<Response> {
  const { program, queueId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  const asked = change.safeParse(await limitedJson(request, 1_000));
  if (!asked.success) return answerStatus(400, "Expected an account to skip, or the end of the queue.");
  return answerJson(await (asked.data.act === "skip" ? skipInQueue(caller, queueId, asked.data.accountId) : endClosingQueue(caller, queueId)));
}
