import "server-only";
import { releaseHoldInput } from "@/lib/accounts/command-inputs";
import { fail, ok } from "@/lib/result";
import { endHold } from "../../holds/hold-store";
import { lockEntry } from "../command-log";
import { notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";

export const releaseHold = defineLocalCommand({
  kind: "local",
  name: "release-hold",
  permissions: ["release-hold"],
  schema: releaseHoldInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, input }) => {
    if (!(await lockEntry(tx, program.slug, input.accountId))) return fail(notInDirectory);
    const released = await endHold(tx, { ...input, program: program.slug, releasedBy: actor });
    if (!released) return fail({ kind: "not-possible-now", title: "This hold is no longer open.", saved: "Nothing was recorded.", next: "Reload the account." });
    return ok({ details: { hold: released.type, ...(released.reference ? { reference: released.reference } : {}) } });
  },
  why: ({ reason }) => ({ reason }),
});
