import "server-only";
import { z } from "zod";
import { fail, ok } from "@/lib/result";
import { auditChecks } from "../../db/schema-audit";
import { defineLocalCommand } from "../define-command";

/** Has the worker walk over the program's trail; one walk at a time. */
export const verifyTrail = defineLocalCommand({
  kind: "local",
  name: "verify-trail",
  permissions: ["verify-trail"],
  schema: z.strictObject({}),
  accountId: () => null,
  perform: async (tx, { program, actor, commandId }) => {
    const [asked] = await tx
      .insert(auditChecks)
      .values({ id: commandId, program: program.slug, askedBy: actor.subject, askedByName: actor.name })
      .onConflictDoNothing()
      .returning({ id: auditChecks.id });
    return asked ? ok({}) : fail({ kind: "not-possible-now", title: "The trail is being checked just now.", saved: "Nothing was started.", next: "Its result is shown in a moment." });
  },
});
