import "server-only";
import { ownerContactProblems, recordOwnerContactInput } from "@/lib/accounts/owner-dates";
import { fail, ok } from "@/lib/result";
import { holdersOf } from "../../directory/entry";
import { keepOwnerContact } from "../../directory/owner-dates";
import { lockEntry } from "../command-log";
import { invalidFields, notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";

/** A contact with the owner on record, though nothing is changed by it (COMPLIANCE, Inactive). */
export const recordOwnerContact = defineLocalCommand({
  kind: "local",
  name: "record-owner-contact",
  permissions: ["record-owner-contact"],
  schema: recordOwnerContactInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, commandId, input: { accountId, contact }, now }) => {
    if (!(await lockEntry(tx, program.slug, accountId))) return fail(notInDirectory);
    const problems = ownerContactProblems(contact, now);
    const isHolder = contact.holderEntityId === undefined || (await holdersOf(tx, program, accountId)).some(({ entityId }) => entityId === contact.holderEntityId);
    if (problems.length > 0 || !isHolder) return fail(invalidFields(isHolder ? problems : [{ path: "contact.holderEntityId", message: "This is not a holder of the account." }]));
    await keepOwnerContact(tx, { program: program.slug, accountId, commandId, contact });
    return ok({});
  },
  why: ({ contact, note }) => ({ contact, ...(note ? { note } : {}) }),
});
