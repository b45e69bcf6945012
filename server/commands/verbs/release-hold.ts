import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { releaseHoldInput } from "@/lib/accounts/command-inputs";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { holds } from "../../db/schema-holds";
import { openCasesOf } from "../../deceased/case-facts";
import { endHold, releasedByTwo } from "../../holds/hold-store";
import { lockEntry } from "../command-log";
import { notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";

type Ready = { byTwo: boolean };

/** What was served and what sanctions lists show is released by two; the database asks for both names as well. */
export const releaseHold = defineLocalCommand<z.infer<typeof releaseHoldInput>, Ready>({
  kind: "local",
  name: "release-hold",
  permissions: ["release-hold"],
  schema: releaseHoldInput,
  accountId: ({ accountId }) => accountId,
  look: async ({ deps }, { program, input }) => {
    const [hold] = await deps.db
      .select({ type: holds.type, releaseByTwo: holds.releaseByTwo })
      .from(holds)
      .where(and(eq(holds.id, input.holdId), eq(holds.program, program.slug), eq(holds.accountId, input.accountId), isNull(holds.releasedAt)));
    return hold ? ok({ byTwo: hold.releaseByTwo || releasedByTwo(program, hold.type) }) : fail(notOpen);
  },
  approval: ({ ready, input }) => (ready.byTwo ? { kind: "hold-release", subject: `hold ${input.holdId}` } : null),
  perform: async (tx, { program, actor, commandId, input }) => {
    if (!(await lockEntry(tx, program.slug, input.accountId))) return fail(notInDirectory);
    if ((await openCasesOf(tx, program.slug, input.accountId)).some(({ holdId }) => holdId === input.holdId)) return fail(ofACase);
    const released = await endHold(tx, { ...input, program: program.slug, releasedBy: actor, commandId });
    if (!released) return fail(notOpen);
    return ok({ details: { hold: released.type, ...(released.reference ? { reference: released.reference } : {}) } });
  },
  why: ({ reason }) => ({ reason }),
});

const ofACase: Problem = { kind: "not-possible-now", title: "The case of a deceased holder is open on this hold.", saved: "Nothing was recorded.", next: "End the case first: its outcome says what becomes of the hold." };
const notOpen: Problem = { kind: "not-possible-now", title: "This hold is no longer open.", saved: "Nothing was recorded.", next: "Reload the account." };
