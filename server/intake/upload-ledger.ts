import "server-only";
import { fail } from "@/lib/result";
import type { Result } from "@/lib/result";
import { receiveAgreement } from "../agreement/receive-agreement";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { denial } from "../queries/authorise";
import type { Caller } from "../queries/authorise";
import { takeFile } from "./sent-file";

/** Takes the body of a request in as a ledger to compare; nothing is compared before somebody starts it. */
export async function uploadLedger(caller: Caller, runId: string, request: Request, db: Database = sharedDatabase()): Promise<Result<{ runId: string }>> {
  const denied = await denial(db, caller, "upload-agreement");
  if (denied) return fail(denied);
  const { program, actor } = caller;
  return takeFile(request, runId, ({ id, ...file }) => receiveAgreement(db, { ...file, runId: id, program, actor }));
}
