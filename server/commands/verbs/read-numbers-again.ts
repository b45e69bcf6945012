import "server-only";
import { sql } from "drizzle-orm";
import { readNumbersAgainInput } from "@/lib/closures/legal-holds";
import { fail, ok } from "@/lib/result";
import { closureNumberReads } from "../../db/schema-records";
import { lockedRecord, notOnRecord } from "../../records/open-record";
import { defineLocalCommand } from "../define-command";

/** Has the worker ask for the account numbers of a closed account's holders now, and not on the days that were set. */
export const readNumbersAgain = defineLocalCommand({
  kind: "local",
  name: "read-numbers-again",
  permissions: ["read-numbers-again"],
  schema: readNumbersAgainInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, commandId, input }) => {
    const record = await lockedRecord(tx, program, input);
    if (!record.ok) return record;
    if (record.value.kind !== "closing" || record.value.endedOn === null) return fail(notOnRecord("There is nothing to read again before the account is closed."));
    const asked = await tx
      .insert(closureNumberReads)
      .values({ id: commandId, recordId: input.recordId, program: program.slug, accountId: input.accountId, round: "asked", askedBy: actor.subject, askedByName: actor.name, dueAt: sql`now()`, nextLookAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ id: closureNumberReads.id });
    return asked.length > 0 ? ok({ details: { record: input.recordId } }) : fail(notOnRecord("They are about to be read already.", "Wait for the answer."));
  },
});
