"use client";

import { fieldLabel } from "@/lib/accounts/account-fields";
import type { FieldChange } from "@/lib/fields/field-changes";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { FieldValue } from "./field-value";

type ChangeTableProps = {
  changes: readonly FieldChange[];
  /** Of the amounts, before and after. */
  currency?: { old?: string; new?: string };
  headings?: { old: string; new: string };
  label?: string;
};

/** Old and new side by side, one row a field. */
export function ChangeTable({ changes, currency = {}, headings = { old: "Now", new: "After" }, label = "What changes" }: ChangeTableProps) {
  return (
    <TableFrame label={label}>
      <Table>
        <TableHead>
          <tr>
            <TableHeading className="w-1/4">Field</TableHeading>
            <TableHeading>{headings.old}</TableHeading>
            <TableHeading>{headings.new}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {changes.map(({ path, old, new: next }) => (
            <TableRow key={path} className="align-top *:py-2 *:whitespace-normal">
              <TableCell className="text-text-3">{fieldLabel(path)}</TableCell>
              <TableCell className="wrap-anywhere text-text-2"><FieldValue path={path} value={old} currency={currency.old} /></TableCell>
              <TableCell className="font-medium wrap-anywhere"><FieldValue path={path} value={next} currency={currency.new ?? currency.old} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}
