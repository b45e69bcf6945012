import "server-only";
import { accountDraft, draftForms, type DraftForm, type SavedDraft } from "@/lib/accounts/account-draft";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import { isOneOf } from "@/lib/lead/enums";
import { isAccountId } from "@/lib/lead/ids";
import type { Permission } from "@/lib/permissions";
import { fail, ok, type Result } from "@/lib/result";
import { db, type Database } from "../db/client";
import type { OperatorInProgram } from "../operator";
import { denial } from "../queries/authorise";
import { discardDraft, readDraft, saveDraft } from "./draft-store";
import type { DraftName } from "./sealed-draft";

const neededPermissions: Record<DraftForm, readonly [Permission, ...Permission[]]> = {
  "open-account": ["open-account"],
  "update-account": ["update-account", "update-protections"],
};

/** A draft is a form's own and its owner's alone: the name says whose, and nobody else can name it. */
async function draftName(database: Database, caller: OperatorInProgram, form: string, subject: string): Promise<Result<DraftName>> {
  const { actor, program } = caller;
  const known = isOneOf(draftForms, form) && (form === "open-account" ? subject === "new" : isAccountId(subject));
  if (!known) return fail({ kind: "invalid", title: "There is no such form." });
  const denied = await denial(database, caller, ...neededPermissions[form]);
  if (denied) return fail(denied);
  return ok({ owner: actor.subject, program: program.slug, form, subject });
}

export async function ownDraft(context: OperatorInProgram, form: string, subject: string, database: Database = db()): Promise<Result<SavedDraft | null>> {
  const name = await draftName(database, context, form, subject);
  return name.ok ? ok(await readDraft(database, name.value)) : name;
}

export async function keepOwnDraft(context: OperatorInProgram, form: string, subject: string, body: unknown, database: Database = db()): Promise<Result<null>> {
  const name = await draftName(database, context, form, subject);
  if (!name.ok) return name;
  const draft = accountDraft.safeParse(body);
  if (!draft.success) return fail({ kind: "invalid", title: "This is no draft of the form.", fields: fieldProblemsOf(draft.error) });
  await saveDraft(database, name.value, draft.data);
  return ok(null);
}

export async function discardOwnDraft(context: OperatorInProgram, form: string, subject: string, database: Database = db()): Promise<Result<null>> {
  const name = await draftName(database, context, form, subject);
  if (!name.ok) return name;
  await discardDraft(database, name.value);
  return ok(null);
}
