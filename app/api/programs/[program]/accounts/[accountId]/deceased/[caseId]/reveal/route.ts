import { z } from "zod";
import { isAccountId } from "@/lib/lead/ids";
import { operatorInProgram } from "@/server/operator";
import { revealEstateContact } from "@/server/queries/deceased-cases";
import { answerJson, answerStatus, notFoundJson } from "../../../../../lookups/answer-json";

type Params = { params: Promise<{ program: string; accountId: string; caseId: string }> };

/** A POST, since each reveal is put on the trail; answered uncached. */
export async function POST(_request: Request, { params }: Params): Promise<Response> {
  const { program, accountId, caseId } = await params;
  const caller = await operatorInProgram(program);
  if (!caller) return notFoundJson();
  if (!isAccountId(accountId) || !z.uuid().safeParse(caseId).success) return answerStatus(404, "This is no case’s id.");
  return answerJson(await revealEstateContact(caller, accountId, caseId));
}
