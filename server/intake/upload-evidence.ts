import "server-only";
import { evidenceLimits, tooLargeEvidence } from "@/lib/evidence/evidence-file";
import type { UploadedEvidence } from "@/lib/evidence/evidence-view";
import { fail } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { receiveEvidence } from "../evidence/receive-evidence";
import { denial } from "../queries/authorise";
import type { Caller } from "../queries/authorise";
import { nameInHeader, takeFile } from "./sent-file";

/** Takes the body of a request in as a file that may become evidence; the name is taken as it is, or refused. */
export async function uploadEvidence(caller: Caller, evidenceId: string, request: Request, db: Database = sharedDatabase()): Promise<Result<UploadedEvidence>> {
  const denied = await denial(db, caller, "add-evidence");
  if (denied) return fail(denied);
  const { program, actor } = caller;
  const fileName = nameInHeader(request) ?? "";
  return takeFile(request, evidenceId, ({ id, body, declaredBytes }) => receiveEvidence(db, { evidenceId: id, fileName, body, declaredBytes, program, actor }), { bytes: evidenceLimits.bytes, tooLarge: tooLargeEvidence });
}
