"use client";

import type { QueryClient } from "@tanstack/react-query";
import { bodyToSend, type ReadForm } from "@/lib/accounts/body-to-send";
import type { AccountForm } from "@/lib/accounts/account-form";
import { openAccountProblems, type OpeningDraft } from "@/lib/accounts/open-account-problems";
import type { FieldProblem } from "@/lib/result";
import { holderTypeNow, knownApplication, knownEntities } from "./lookups";

export type OpeningPlace = { client: QueryClient; program: string; zone: string; supported: readonly string[] };

/** Every id of a person or business in the form, each once. */
export function idsOf(form: AccountForm): string[] {
  const rows = Object.values(form.entities).flat();
  return [...new Set(rows.map(({ id }) => id.trim()).filter((id) => id !== ""))];
}

export function holderIdsOf(form: Pick<AccountForm, "entities">): string[] {
  return form.entities.account_holders.map(({ id }) => id.trim()).filter((id) => id !== "");
}

export function readOpening(form: AccountForm, { client, program, zone }: OpeningPlace): ReadForm {
  return bodyToSend(form, { zone, holderType: holderTypeNow(client, program, holderIdsOf(form)) });
}

/** What is wrong with the opening as typed, with everything that was looked up. */
export function judgeOpening(form: AccountForm, place: OpeningPlace): FieldProblem[] {
  const { client, program, supported } = place;
  const { body, problems } = readOpening(form, place);
  const known = {
    now: new Date().toISOString(),
    supportedCapabilities: supported,
    entities: knownEntities(client, program, idsOf(form)),
    application: knownApplication(client, program, form.application_id.trim()),
  };
  return [...problems, ...openAccountProblems(body as OpeningDraft, known)];
}
