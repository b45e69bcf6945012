import "server-only";
import { fail } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { receiveImport } from "../imports/receive-import";
import type { Received } from "../imports/receive-import";
import { denial } from "../queries/authorise";
import type { ImportCaller } from "../queries/imports";
import { takeFile } from "./sent-file";

/** Takes the body of a request in as a new import; the header `x-import-source` says "file" or "paste". */
export async function uploadImport(caller: ImportCaller, importId: string, request: Request, db: Database = sharedDatabase()): Promise<Result<Received>> {
  const denied = await denial(db, caller, "upload-import");
  if (denied) return fail(denied);
  const { program, actor, readable } = caller;
  const otherPrograms = [...readable.keys()].filter((slug) => slug !== program.slug);
  const source = request.headers.get("x-import-source") === "paste" ? "paste" : "file";
  return takeFile(request, importId, ({ id, ...file }) => receiveImport(db, { ...file, importId: id, program, otherPrograms, actor, source }));
}
