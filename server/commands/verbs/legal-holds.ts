import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { liftLegalHoldInput, placeLegalHoldInput } from "@/lib/closures/legal-holds";
import { fail, ok } from "@/lib/result";
import { legalHolds } from "../../db/schema-records";
import { lockedRecord, notOnRecord } from "../../records/open-record";
import { defineLocalCommand } from "../define-command";

/** Keeps a record for as long as the hold stands, whatever its retention. */
export const placeLegalHold = defineLocalCommand({
  kind: "local",
  name: "place-legal-hold",
  permissions: ["place-legal-hold"],
  schema: placeLegalHoldInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, commandId, input }) => {
    const record = await lockedRecord(tx, program, input);
    if (!record.ok) return record;
    const { recordId, accountId, reason } = input;
    const placed = await tx
      .insert(legalHolds)
      .values({ id: commandId, recordId, program: program.slug, accountId, reason, placedBy: actor.subject, placedByName: actor.name, placedByRoles: [...actor.roles] })
      .onConflictDoNothing()
      .returning({ id: legalHolds.id });
    return placed.length > 0 ? ok({ details: { record: recordId } }) : fail(notOnRecord("This record is under a legal hold already."));
  },
  why: ({ reason }) => ({ comment: reason }),
});

/** Ends a legal hold; that there was one, why, and who lifted it stays. */
export const liftLegalHold = defineLocalCommand({
  kind: "local",
  name: "lift-legal-hold",
  permissions: ["lift-legal-hold"],
  schema: liftLegalHoldInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, input }) => {
    const record = await lockedRecord(tx, program, input);
    if (!record.ok) return record;
    const lifted = await tx
      .update(legalHolds)
      .set({ liftedBy: actor.subject, liftedByName: actor.name, liftedByRoles: [...actor.roles], liftedAt: sql`now()`, liftReason: input.reason })
      .where(and(eq(legalHolds.id, input.holdId), eq(legalHolds.recordId, input.recordId), isNull(legalHolds.liftedAt)))
      .returning({ id: legalHolds.id });
    return lifted.length > 0 ? ok({ details: { record: input.recordId } }) : fail(notOnRecord("This legal hold is lifted already, or is not of this record."));
  },
  why: ({ reason }) => ({ comment: reason }),
});
