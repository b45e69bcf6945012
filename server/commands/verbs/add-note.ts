import "server-only";
import { addNoteInput } from "@/lib/accounts/command-inputs";
import type { AddNoteInput } from "@/lib/accounts/command-inputs";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import { notes } from "../../db/schema-holds";
import { lockEntry } from "../command-log";
import { notInDirectory, notPermitted } from "../command-problems";
import { defineLocalCommand } from "../define-command";

/** The text stays in the note; the trail says that there is one. */
export const addNote = defineLocalCommand<AddNoteInput>({
  kind: "local",
  name: "add-note",
  permissions: ["add-note"],
  schema: addNoteInput,
  accountId: ({ accountId }) => accountId,
  authorise: ({ actor, input }) => (input.complianceOnly && !may(actor.roles, "write-compliance-notes") ? notPermitted("write-compliance-notes") : null),
  perform: async (tx, { program, actor, commandId, input }) => {
    if (!(await lockEntry(tx, program.slug, input.accountId))) return fail(notInDirectory);
    await tx.insert(notes).values({ id: commandId, program: program.slug, accountId: input.accountId, text: input.text, audience: input.complianceOnly ? "compliance" : "everyone", author: actor.subject, authorName: actor.name });
    return ok({});
  },
  why: ({ complianceOnly }) => (complianceOnly ? { audience: "compliance" } : {}),
});
