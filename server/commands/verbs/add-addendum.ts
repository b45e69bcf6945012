import "server-only";
import { and, eq } from "drizzle-orm";
import { addAddendumInput } from "@/lib/closures/addenda";
import type { AddAddendumInput } from "@/lib/closures/addenda";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { FieldProblem, Problem } from "@/lib/result";
import type { Queryable } from "../../db/client";
import { closureAddenda } from "../../db/schema-records";
import { notifiedAgain } from "../../records/end-record";
import { lockedRecord, notOnRecord } from "../../records/open-record";
import { invalidFields } from "../command-problems";
import { defineLocalCommand } from "../define-command";

/** What came after a closing, for good. The text stays in the record; the trail says what it is and of which day. */
export const addAddendum = defineLocalCommand<AddAddendumInput>({
  kind: "local",
  name: "add-addendum",
  permissions: ["add-addendum"],
  schema: addAddendumInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, commandId, input, now }) => {
    const record = await lockedRecord(tx, program, input);
    if (!record.ok) return record;
    if (record.value.endedOn === null) return fail(notOnRecord("This has not ended yet: there is nothing to add afterwards."));
    const { recordId, accountId, kind, happenedOn, text, answers } = input;
    const problem = (await answerProblem(tx, input)) ?? dayProblem(happenedOn, businessDate(now, program.timeZone));
    if (problem) return fail(problem);
    await tx.insert(closureAddenda).values({
      id: commandId, recordId, program: program.slug, accountId, kind, happenedOn, text, answers: answers ?? null,
      writtenBy: actor.subject, writtenByName: actor.name, writtenByRoles: [...actor.roles],
    });
    if (kind === "reasons-given") await notifiedAgain(tx, program, record.value, happenedOn);
    return ok({ details: { record: recordId, addendum: kind, on: happenedOn, ...(answers ? { answers } : {}) } });
  },
});

const oneField = (field: FieldProblem) => invalidFields([field]);

function dayProblem(happenedOn: string, today: string): Problem | null {
  return happenedOn > today ? oneField({ path: "happenedOn", message: "This day has not come yet." }) : null;
}

async function answerProblem(tx: Queryable, { recordId, answers, happenedOn }: AddAddendumInput): Promise<Problem | null> {
  if (answers === undefined) return null;
  const entries = await tx.select().from(closureAddenda).where(and(eq(closureAddenda.recordId, recordId)));
  const request = entries.find(({ id, kind }) => id === answers && kind === "reasons-requested");
  if (!request) return oneField({ path: "answers", message: "There is no such request on this record." });
  if (entries.some((entry) => entry.answers === answers)) return oneField({ path: "answers", message: "This request is answered already." });
  return happenedOn < request.happenedOn ? oneField({ path: "happenedOn", message: "The answer comes after the request." }) : null;
}
