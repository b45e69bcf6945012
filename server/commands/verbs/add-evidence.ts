import "server-only";
import { and, eq } from "drizzle-orm";
import { addEvidenceInput } from "@/lib/evidence/evidence-inputs";
import type { AddEvidenceInput } from "@/lib/evidence/evidence-inputs";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { evidence, evidenceUploads } from "../../db/schema-evidence";
import { subjectExists } from "../../evidence/evidence-subjects";
import { lockEntry } from "../command-log";
import { invalidFields, notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";

const gone: Problem = { kind: "not-possible-now", title: "The file is not there, or no longer.", saved: "Nothing was recorded.", next: "Choose the file again." };

/** Makes an uploaded file evidence, for good: what came in whole, by the same person and in this program. */
export const addEvidence = defineLocalCommand<AddEvidenceInput>({
  kind: "local",
  name: "add-evidence",
  permissions: ["add-evidence"],
  schema: addEvidenceInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, commandId, input }) => {
    const { evidenceId: id, accountId, subject, description } = input;
    if (!(await lockEntry(tx, program.slug, accountId))) return fail(notInDirectory);
    if (!(await subjectExists(tx, program.slug, accountId, subject))) return fail(invalidFields([{ path: "subject", message: "This is not of this account." }]));
    const [file] = await tx
      .update(evidenceUploads)
      .set({ status: "kept" })
      .where(and(eq(evidenceUploads.id, id), eq(evidenceUploads.program, program.slug), eq(evidenceUploads.uploadedBy, actor.subject), eq(evidenceUploads.status, "received")))
      .returning();
    if (!file?.mediaType || !file.sha256) return fail(gone);
    const { fileName, mediaType, bytes, sha256 } = file;
    await tx.insert(evidence).values({
      id, program: program.slug, accountId, subjectKind: subject.kind, subjectId: subject.id, fileName, mediaType, bytes, sha256, description, commandId,
      addedBy: actor.subject, addedByName: actor.name, addedByRoles: [...actor.roles],
    });
    return ok({
      ...(subject.kind === "process" ? { processId: subject.id } : {}),
      details: { evidenceId: id, file: fileName, mediaType, bytes, sha256: sha256.toString("hex"), about: subject.kind, ...(subject.kind === "hold" ? { holdId: subject.id } : {}) },
    });
  },
  why: ({ description }) => ({ description }),
});
