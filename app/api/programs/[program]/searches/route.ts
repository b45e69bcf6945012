import { z } from "zod";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { findByAccountNumber } from "@/server/queries/account-number-search";
import { answerJson, answerStatus, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const search = z.strictObject({ number: z.string().max(64) });

/** POST, though it only looks up: an account number belongs into no address. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const asked = search.safeParse(await limitedJson(request, 1_024));
  if (!asked.success) return answerStatus(400, "Expected an account number.");
  return answerJson(await findByAccountNumber(caller, asked.data.number));
}
