import "server-only";
import { withdrawApprovalInput } from "@/lib/approvals/approval-inputs";
import type { WithdrawApprovalInput } from "@/lib/approvals/approval-inputs";
import { commandLabels } from "@/lib/command";
import { fail, ok } from "@/lib/result";
import { defineLocalCommand } from "../commands/define-command";
import { endRequest, lockedWaiting } from "./end-request";

/** Takes back what one asked for oneself, as long as nobody has decided. */
export const withdrawApproval = defineLocalCommand<WithdrawApprovalInput>({
  kind: "local",
  name: "withdraw-approval",
  permissions: ["withdraw-approval"],
  schema: withdrawApprovalInput,
  accountId: () => null,
  async perform(tx, { program, actor, input }) {
    const row = await lockedWaiting(tx, program, input.approvalId);
    if (!row) return fail({ kind: "not-possible-now", title: "It is not waiting any more.", saved: "Nothing was changed.", next: "Reload to see how it stands." });
    if (row.requester !== actor.subject) return fail({ kind: "forbidden", title: "Only who asked for it can withdraw it.", saved: "Nothing was changed.", next: "Whoever may decide on it can decline it." });
    await endRequest(tx, program, row, "withdrawn", { withdrawnBy: actor.subject, withdrawnByName: actor.name });
    return ok({ accountId: row.accountId ?? undefined, processId: row.processId ?? undefined, details: { command: commandLabels[row.name], approval: row.id } });
  },
});
