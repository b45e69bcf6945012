import "server-only";
import { purgeRecordsInput } from "@/lib/closures/retention-report";
import { fail, ok } from "@/lib/result";
import { retentionRunRecords, retentionRuns } from "../../db/schema-records";
import { notOnRecord } from "../../records/open-record";
import { dueForPurge, listHash } from "../../records/retention-list";
import { defineLocalCommand } from "../define-command";

/** Confirms exactly the list of records that was shown; the worker purges them one by one. */
export const purgeRecords = defineLocalCommand({
  kind: "local",
  name: "purge-records",
  permissions: ["purge-records"],
  schema: purgeRecordsInput,
  accountId: () => null,
  perform: async (tx, { program, actor, commandId, input }) => {
    const records = await dueForPurge(tx, program);
    const [first] = records;
    if (!first || listHash(records) !== input.listHash) return fail(notOnRecord("This is no longer the list of what is past its time.", "Look at the list again, then confirm it."));
    const begun = await tx
      .insert(retentionRuns)
      .values({ id: commandId, program: program.slug, listHash: Buffer.from(input.listHash, "hex"), recordCount: records.length, reason: input.reason, confirmedBy: actor.subject, confirmedByName: actor.name, confirmedByRoles: [...actor.roles] })
      .onConflictDoNothing()
      .returning({ id: retentionRuns.id });
    if (begun.length === 0) return fail(notOnRecord("Another list is being purged.", "Wait until it has ended."));
    await tx.insert(retentionRunRecords).values(records.map(({ id, retainUntil }) => ({ runId: commandId, recordId: id, program: program.slug, retainUntil })));
    return ok({ details: { run: commandId, records: records.length, listHash: input.listHash } });
  },
  why: ({ reason }) => ({ comment: reason }),
});
