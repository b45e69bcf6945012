"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { z } from "zod";
import type { FieldErrors, Resolver, UseFormReturn } from "react-hook-form";
import type { AccountForm } from "@/lib/accounts/account-form";
import type { ChangeStatementDraft } from "@/lib/accounts/statement-form";
import type { FieldProblem } from "@/lib/result";
import { formPathOf } from "../../fields/field-path";

/** What the form holds: the account as typed, and what is said about a change. */
export type AccountFormValues = AccountForm & { statement: ChangeStatementDraft };
export type AccountFormApi = UseFormReturn<AccountFormValues>;

const keysOf = (formPath: string) => formPath.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** The first problem of each place in the form: a text that cannot be read is not also missing. */
export function firstOfEach(problems: readonly FieldProblem[], form: AccountForm): FieldProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ path }) => {
    const place = formPathOf(path, form);
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
}

/** The rules of `judge` as the resolver of the form, each problem at the place where it is typed. */
export function accountFormResolver(judge: (values: AccountFormValues) => readonly FieldProblem[]): Resolver<AccountFormValues> {
  const schema = z.custom<AccountFormValues>(() => true).superRefine((values, context) => {
    for (const { path, message } of firstOfEach(judge(values), values)) {
      context.addIssue({ code: "custom", path: keysOf(formPathOf(path, values) || "capabilities"), message });
    }
  });
  return zodResolver(schema);
}

/** Every message in the form's errors with its place, in the order of the form. */
export function errorList(errors: FieldErrors | undefined, path = ""): FieldProblem[] {
  if (typeof errors !== "object" || errors === null) return [];
  const { message } = errors as { message?: unknown };
  if (typeof message === "string" && message !== "") return [{ path: path.replace(/\.root$/, ""), message }];
  return Object.entries(errors).flatMap(([key, inner]) => (key === "ref" || key === "types" ? [] : errorList(inner as FieldErrors, path ? `${path}.${key}` : key)));
}
