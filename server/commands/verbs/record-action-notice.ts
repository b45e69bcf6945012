import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { noticeInstant, recordActionNoticeInput } from "@/lib/closures/action-notice";
import type { RecordActionNoticeInput } from "@/lib/closures/action-notice";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { registerEntries } from "../../db/schema-register";
import { holdersOf } from "../../directory/entry";
import { invalidFields } from "../command-problems";
import { defineLocalCommand } from "../define-command";

const notDue = (title: string): Problem => ({ kind: "not-possible-now", title, saved: "Nothing was recorded.", next: "Reload the entry of the register." });

/** That the notice of a line cut or a deactivation was given; a closing's own letter is recorded with the closing. */
export const recordActionNotice = defineLocalCommand<RecordActionNoticeInput>({
  kind: "local",
  name: "record-action-notice",
  permissions: ["record-action-notice"],
  schema: recordActionNoticeInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, input, now }) => {
    const { entryId, accountId, recipientEntityId, method, otherMethod, delivered } = input;
    const [entry] = await tx.select().from(registerEntries).where(and(eq(registerEntries.id, entryId), eq(registerEntries.program, program.slug), eq(registerEntries.accountId, accountId))).for("update");
    if (!entry) return fail(notDue("There is no such entry of this account."));
    if (entry.kind !== "line-cut" && entry.kind !== "deactivation") return fail(notDue("The notice of a closing is recorded with the closing."));
    if (entry.notice !== "due" || entry.noticeDueOn === null) return fail(notDue(entry.notice === "none" ? "No notice is due: it was determined to be no adverse action." : "The notice is recorded already."));
    const instant = noticeInstant(delivered, { takenOn: entry.takenOn, now, zone: program.timeZone });
    if (!instant.ok) return fail(invalidFields([instant.problem]));
    const holders = await holdersOf(tx, program, accountId);
    if (!holders.some(({ entityId }) => entityId === recipientEntityId)) return fail(invalidFields([{ path: "recipientEntityId", message: "The notice goes to one of the account's holders." }]));
    const notice = delivered.on > entry.noticeDueOn ? ("late" as const) : ("given" as const);
    await tx
      .update(registerEntries)
      .set({
        notice, deliveredAt: new Date(instant.value), deliveredOn: delivered.on, deliveredTimeKnown: delivered.time !== null, method, otherMethod: otherMethod ?? null, recipient: recipientEntityId,
        noticeBy: actor.subject, noticeByName: actor.name, noticeByRoles: [...actor.roles], noticeRecordedAt: sql`now()`,
      })
      .where(eq(registerEntries.id, entryId));
    return ok({ details: { register: entryId, kind: entry.kind, notice, deliveredAt: instant.value, timeKnown: delivered.time !== null, method, ...(otherMethod ? { otherMethod } : {}), recipient: recipientEntityId } });
  },
});
