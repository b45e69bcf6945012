import "server-only";
import { assignExceptionInput, cancelAgreementInput, explainExceptionInput, resolveExceptionInput, startAgreementInput } from "@/lib/agreement/exceptions";
import { ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { assignException as assign, explainException as explain, resolveException as resolve } from "../../agreement/change-exception";
import { cancelAgreement as cancel, startAgreement as start } from "../../agreement/control-agreement";
import { possibleOwners } from "../../agreement/possible-owners";
import { invalidFields } from "../command-problems";
import { defineLocalCommand } from "../define-command";
import type { LocalEffect } from "../define-command";

export const startAgreement = defineLocalCommand({
  kind: "local",
  name: "start-agreement",
  permissions: ["start-agreement"],
  schema: startAgreementInput,
  accountId: () => null,
  perform: async (tx, { program, actor, input }) => {
    const started = await start(tx, { program: program.slug, actor, ...input });
    return started.ok ? ok({ details: { rows: started.value.rows } }) : started;
  },
  why: ({ runId, asOf, complete }) => ({ runId, asOf, complete }),
});

export const cancelAgreement = defineLocalCommand({
  kind: "local",
  name: "cancel-agreement",
  permissions: ["cancel-agreement"],
  schema: cancelAgreementInput,
  accountId: () => null,
  perform: async (tx, { program, input: { runId } }) => {
    const canceled = await cancel(tx, { program: program.slug, runId });
    return canceled.ok ? ok({ details: { rows: canceled.value.rows } }) : canceled;
  },
  why: ({ runId }) => ({ runId }),
});

/** On the account's timeline, with the field that differs. */
function told(changed: Result<{ accountId: string; field: string }>, details: Record<string, unknown> = {}): Result<LocalEffect> {
  return changed.ok ? ok({ accountId: changed.value.accountId, details: { ...details, field: changed.value.field } }) : changed;
}

export const assignException = defineLocalCommand({
  kind: "local",
  name: "assign-exception",
  permissions: ["assign-exception"],
  schema: assignExceptionInput,
  accountId: () => null,
  perform: async (tx, { program, actor, input: { exceptionId, owner } }) => {
    const known = owner === actor.subject ? actor : (await possibleOwners(tx, program)).find(({ subject }) => subject === owner);
    if (owner !== null && !known) return { ok: false, problem: invalidFields([{ path: "owner", message: "Choose somebody who may resolve exceptions and signed in lately." }]) };
    return told(await assign(tx, program.slug, exceptionId, known ?? null), { owner: known?.name ?? "nobody" });
  },
  why: ({ exceptionId }) => ({ exceptionId }),
});

export const explainException = defineLocalCommand({
  kind: "local",
  name: "explain-exception",
  permissions: ["explain-exception"],
  schema: explainExceptionInput,
  accountId: () => null,
  perform: async (tx, { program, input: { exceptionId, cause } }) => told(await explain(tx, program.slug, exceptionId, cause)),
  why: ({ exceptionId, cause }) => ({ exceptionId, cause }),
});

export const resolveException = defineLocalCommand({
  kind: "local",
  name: "resolve-exception",
  permissions: ["resolve-exception"],
  schema: resolveExceptionInput,
  accountId: () => null,
  perform: async (tx, { program, actor, input: { exceptionId, cause, note } }) => told(await resolve(tx, program.slug, exceptionId, actor, { cause, note })),
  why: ({ exceptionId, cause, note }) => ({ exceptionId, cause, comment: note }),
});
