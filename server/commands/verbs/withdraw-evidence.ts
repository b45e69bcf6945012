import "server-only";
import { and, eq } from "drizzle-orm";
import { withdrawEvidenceInput } from "@/lib/evidence/evidence-inputs";
import type { WithdrawEvidenceInput } from "@/lib/evidence/evidence-inputs";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { evidence, evidenceWithdrawals } from "../../db/schema-evidence";
import { lockEntry } from "../command-log";
import { notInDirectory, notPermitted } from "../command-problems";
import { defineLocalCommand } from "../define-command";

const unknown: Problem = { kind: "not-possible-now", title: "There is no such evidence on this account.", saved: "Nothing was recorded.", next: "Reload the page." };
const before: Problem = { kind: "not-possible-now", title: "This evidence is withdrawn already.", saved: "Nothing was recorded.", next: "Reload the page." };

/** Marks evidence as added by mistake. It stays, and can be read; whoever added it may, and compliance. */
export const withdrawEvidence = defineLocalCommand<WithdrawEvidenceInput>({
  kind: "local",
  name: "withdraw-evidence",
  permissions: ["withdraw-evidence"],
  schema: withdrawEvidenceInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, input }) => {
    const { evidenceId, accountId, reason } = input;
    // What relies on evidence takes the same row: it finds the withdrawal, or comes before it.
    if (!(await lockEntry(tx, program.slug, accountId))) return fail(notInDirectory);
    const [row] = await tx.select().from(evidence).where(and(eq(evidence.id, evidenceId), eq(evidence.program, program.slug), eq(evidence.accountId, accountId)));
    if (!row) return fail(unknown);
    if (row.addedBy !== actor.subject && !may(actor.roles, "withdraw-evidence-of-others")) return fail(notPermitted("withdraw-evidence-of-others"));
    const marked = await tx
      .insert(evidenceWithdrawals)
      .values({ evidenceId, program: program.slug, reason, withdrawnBy: actor.subject, withdrawnByName: actor.name, withdrawnByRoles: [...actor.roles] })
      .onConflictDoNothing()
      .returning({ id: evidenceWithdrawals.evidenceId });
    if (marked.length === 0) return fail(before);
    return ok({ ...(row.subjectKind === "process" ? { processId: row.subjectId } : {}), details: { evidenceId, file: row.fileName, sha256: row.sha256.toString("hex") } });
  },
  why: ({ reason }) => ({ reason }),
});
