"use client";

import { changedPaths } from "@/lib/accounts/account-edits";
import { valueAt } from "@/lib/accounts/account-fields";
import type { UpdateAccountInput } from "@/lib/accounts/command-inputs";
import { fieldChanges, sameJson, type FieldChange } from "@/lib/fields/field-changes";
import type { LeadAccount } from "@/lib/lead/account";
import { ChangeTable } from "../../fields/change-table";
import { Card } from "../../ui/card";
import { Description, DescriptionList } from "../../ui/description-list";
import { AdverseActionSaid } from "../adverse-action-said";

/** Each changed value with what Lead holds; of what is sent whole, only the parts that differ. */
export function changesOf({ changes }: UpdateAccountInput, current: LeadAccount): FieldChange[] {
  return changedPaths(changes).flatMap((path): FieldChange[] => {
    const old = valueAt(current, path);
    const next = valueAt(changes, path);
    if (sameJson(old, next)) return [];
    return path === "metadata" ? fieldChanges(old ?? {}, next, path) : [{ path, old, new: next }];
  });
}

/** Old and new side by side, and what was said about it. */
export function EditReview({ input, current }: { input: UpdateAccountInput; current: LeadAccount }) {
  const { statement, changes } = input;
  const currency = { old: current.details?.credit?.currency, new: changes.details?.credit?.currency };
  return (
    <>
      <ChangeTable changes={changesOf(input, current)} currency={currency} headings={{ old: "At Lead now", new: "After" }} />
      {statement ? (
        <Card heading="Kept with it, not sent to Lead">
          <DescriptionList>
            <Description term="Reason">{statement.reason}</Description>
            {statement.scraReason ? <Description term="Reason apart from SCRA">{statement.scraReason}</Description> : null}
            {statement.determination ? <AdverseActionSaid said={statement} /> : null}
          </DescriptionList>
        </Card>
      ) : null}
    </>
  );
}
