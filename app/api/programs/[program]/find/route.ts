import { z } from "zod";
import { searchLimit } from "@/lib/directory-query";
import { fail, ok } from "@/lib/result";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { findAccount } from "@/server/queries/account-search";
import { answerJson, answerStatus, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

const search = z.strictObject({ text: z.string().max(searchLimit) });

/** POST, though it only looks up: names and account numbers belong into no address. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const asked = search.safeParse(await limitedJson(request, 4_096));
  if (!asked.success) return answerStatus(400, `Expected a text of at most ${searchLimit} characters.`);
  const found = await findAccount(caller, asked.data.text);
  return answerJson(found.kind === "problem" ? fail(found.problem) : ok(found));
}
