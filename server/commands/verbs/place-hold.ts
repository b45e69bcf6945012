import "server-only";
import { sql } from "drizzle-orm";
import { placeHoldInput } from "@/lib/accounts/command-inputs";
import { fail, ok } from "@/lib/result";
import { insertHold } from "../../holds/hold-store";
import { lockEntry } from "../command-log";
import { invalidFields, notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";

/** Our own block on an account. It takes the entry's row, so that an activation on its way finds it or comes before it. */
export const placeHold = defineLocalCommand({
  kind: "local",
  name: "place-hold",
  permissions: ["place-hold"],
  schema: placeHoldInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, commandId, input }) => {
    if (!(await lockEntry(tx, program.slug, input.accountId))) return fail(notInDirectory);
    if (input.expiresOn !== undefined) {
      const { rows } = await tx.execute<{ past: boolean }>(sql`SELECT ${input.expiresOn}::date < (now() AT TIME ZONE ${program.timeZone})::date AS past`);
      if (rows[0]?.past) return fail(invalidFields([{ path: "expiresOn", message: "This day has passed." }]));
    }
    const { accountId, type, reference, note, expiresOn } = input;
    await insertHold(tx, { id: commandId, program, accountId, type, reference, note, expiresOn, placedBy: actor });
    return ok({});
  },
  why: ({ type, reference, note, expiresOn }) => ({ hold: type, ...(reference ? { reference } : {}), ...(note ? { note } : {}), ...(expiresOn ? { expiresOn } : {}) }),
});
