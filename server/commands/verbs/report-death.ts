import "server-only";
import { reportDeathInput, reportProblems } from "@/lib/deceased/case-inputs";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import { deceasedCases } from "../../db/schema-deceased";
import { openCasesOf } from "../../deceased/case-facts";
import { entryOf, holdersOf, openHolds } from "../../directory/entry";
import { insertHold } from "../../holds/hold-store";
import { lockEntry } from "../command-log";
import { invalidFields, notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";

const refused = (path: string, message: string) => fail(invalidFields([{ path, message }]));

/** A holder is said to have died: the case and its hold begin together; a hold of this kind that nobody's case is on is taken into it. */
export const reportDeath = defineLocalCommand({
  kind: "local",
  name: "report-death",
  permissions: ["report-death"],
  schema: reportDeathInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, commandId, input, now }) => {
    const { accountId, entityId, toldBy, toldOn, diedOn } = input;
    if (!(await lockEntry(tx, program.slug, accountId))) return fail(notInDirectory);
    const fields = reportProblems(input, businessDate(new Date(now), program.timeZone));
    if (fields.length > 0) return fail(invalidFields(fields));
    if ((await entryOf(tx, program, accountId))?.status === "closed") return refused("entityId", "The account is closed.");
    if (!(await holdersOf(tx, program, accountId)).some((holder) => holder.entityId === entityId)) return refused("entityId", "This is not a holder of the account.");
    const cases = await openCasesOf(tx, program.slug, accountId);
    if (cases.some((other) => other.entityId === entityId)) return refused("entityId", "A case of this holder is open already.");
    const free = (await openHolds(tx, program, accountId)).find(({ id, type }) => type === "deceased" && !cases.some(({ holdId }) => holdId === id));
    if (!free) await insertHold(tx, { id: commandId, program, accountId, type: "deceased", placedBy: actor });
    const holdId = free?.id ?? commandId;
    await tx.insert(deceasedCases).values({ id: commandId, program: program.slug, accountId, entityId, toldBy, toldOn, diedOn: diedOn ?? null, holdId, openedBy: actor.subject, openedByName: actor.name });
    return ok({ details: { holdId, hold: "deceased", holdPlaced: free === undefined } });
  },
  why: ({ entityId, toldBy, toldOn }) => ({ entities: [entityId], comment: toldBy, toldOn }),
});
