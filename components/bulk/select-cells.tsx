"use client";

import { Checkbox } from "../ui/checkbox";
import { TableCell, TableHeading } from "../ui/table";
import { useSelection } from "./selection";

/** The head of the column: all accounts of this page, or none of them. */
export function SelectPageHeading({ list, ids }: { list: string; ids: readonly string[] }) {
  const { isSelected, choose } = useSelection(list);
  const selected = ids.filter(isSelected).length;
  return (
    <TableHeading className="w-8 pr-0!">
      <Checkbox hideLabel label="Select this page" checked={selected === ids.length} indeterminate={selected > 0 && selected < ids.length} onCheckedChange={(on) => choose(ids, on)} />
    </TableHeading>
  );
}

/** A press in this cell selects and opens nothing; by the keyboard it is Shift with Space on the row. */
export function SelectRowCell({ list, accountId, label }: { list: string; accountId: string; label: string }) {
  const { isSelected, choose } = useSelection(list);
  const on = isSelected(accountId);
  return (
    <TableCell className="w-8 cursor-default pr-0!" onClick={(event) => event.stopPropagation()}>
      <Checkbox hideLabel tabIndex={-1} label={`Select ${label}`} checked={on} onCheckedChange={(next) => choose([accountId], next)} />
    </TableCell>
  );
}

/** Which rows of a list are selected, and what selects one or takes it away. */
export function useRowSelection(list: string | undefined) {
  const { isSelected, choose } = useSelection(list ?? "");
  return {
    isSelected: (accountId: string) => list !== undefined && isSelected(accountId),
    toggle: (accountId: string): void => {
      if (list !== undefined) choose([accountId], !isSelected(accountId));
    },
  };
}
