import "server-only";
import { placeHoldInput } from "@/lib/accounts/command-inputs";
import type { PlaceHoldInput } from "@/lib/accounts/command-inputs";
import { holdDayProblems } from "@/lib/accounts/hold-days";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import { insertHold } from "../../holds/hold-store";
import { lockEntry } from "../command-log";
import { invalidFields, notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";

/** Our own block on an account. It takes the entry's row, so that an activation on its way finds it or comes before it. */
export const placeHold = defineLocalCommand<PlaceHoldInput>({
  kind: "local",
  name: "place-hold",
  permissions: ["place-hold"],
  schema: placeHoldInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, commandId, input, now }) => {
    if (!(await lockEntry(tx, program.slug, input.accountId))) return fail(notInDirectory);
    const fields = holdDayProblems(input, businessDate(now, program.timeZone));
    if (fields.length > 0) return fail(invalidFields(fields));
    await insertHold(tx, { ...input, id: commandId, program, placedBy: actor });
    return ok({});
  },
  why: ({ accountId: _, type, ...said }) => ({ hold: type, ...said }),
});
