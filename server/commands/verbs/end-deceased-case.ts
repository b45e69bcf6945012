import "server-only";
import { eq, sql } from "drizzle-orm";
import { retainUntil } from "@/lib/closures/retention";
import { endDeceasedCaseInput } from "@/lib/deceased/case-inputs";
import type { EndDeceasedCaseInput } from "@/lib/deceased/case-inputs";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import { deceasedCases } from "../../db/schema-deceased";
import { openHolds } from "../../directory/entry";
import { endHold } from "../../holds/hold-store";
import { unsettledOf } from "../command-log";
import { waitsFor } from "../command-problems";
import { defineLocalCommand } from "../define-command";
import { readFresh } from "../look";
import { openFor } from "./deceased-steps";

/**
 * The outcome, by what Lead shows now. The hold goes with it where the holder is removed or the report was mistaken, but
 * for one that two people release: that one stays for them.
 */
export const endDeceasedCase = defineLocalCommand<EndDeceasedCaseInput>({
  kind: "local",
  name: "end-deceased-case",
  permissions: ["end-deceased-case"],
  schema: endDeceasedCaseInput,
  accountId: ({ accountId }) => accountId,
  look: async ({ deps, reader }, { program, input }) => {
    const fresh = await readFresh(deps, { program, accountId: input.accountId, reader });
    return fresh.ok ? ok(undefined) : fresh;
  },
  perform: async (tx, context) => {
    const { program, actor, commandId, input: { accountId, caseId, outcome, comment }, now } = context;
    const opened = await openFor(tx, context, `end:${outcome}`);
    if (!opened.ok) return opened;
    const unsettled = await unsettledOf(tx, program.slug, accountId);
    if (unsettled) return fail(waitsFor(unsettled));
    const { holdId, entityId } = opened.value.row;
    const endedOn = businessDate(new Date(now), program.timeZone);
    await tx
      .update(deceasedCases)
      .set({ outcome, comment, endedBy: actor.subject, endedByName: actor.name, endedAt: sql`now()`, retainUntil: retainUntil({ endedOn, notifiedOn: null }, program.retention.years) })
      .where(eq(deceasedCases.id, caseId));
    const hold = outcome === "account-closed" ? undefined : (await openHolds(tx, program, accountId)).find(({ id }) => id === holdId);
    const released = hold && !hold.releaseByTwo ? await endHold(tx, { program: program.slug, accountId, holdId, reason: comment, releasedBy: actor, commandId }) : undefined;
    return ok({ details: { entities: [entityId], holdId, holdReleased: released !== undefined } });
  },
  why: ({ outcome, comment }) => ({ outcome, comment }),
});
