"use client";

import { useState } from "react";
import type { BoundedCount } from "@/lib/account-views";
import { bulkActionRows, mostByHand, mostInBulk, type BulkAction } from "@/lib/bulk/bulk-actions";
import type { ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import type { DirectoryQuery } from "@/lib/directory-query";
import { accountsWords } from "@/lib/bulk/bulk-words";
import { useAccountCounts } from "../accounts/list/use-account-counts";
import { Button } from "../ui/button";
import { CloseSelected } from "./close-selected";
import { ExportSelected } from "./export-selected";
import { PlanActivateDialog } from "./plan-activate-dialog";
import { PlanCloseDialog } from "./plan-close-dialog";
import { PlanDeactivateDialog } from "./plan-deactivate-dialog";
import { PlanRefreshButton } from "./plan-refresh-button";
import { useSelection } from "./selection";

type BulkBarProps = { programSlug: string; list: string; query: DirectoryQuery; offered: readonly BulkAction[]; mayExport: boolean };

/** How many are selected and what can be done with them; always there, so that nothing jumps. */
export function BulkBar({ programSlug, list, query, offered, mayExport }: BulkBarProps) {
  const total = useAccountCounts(programSlug, query).counts?.total ?? null;
  const { ids, all, chooseAll, clear } = useSelection(list);
  const [dialog, setDialog] = useState<BulkAction | null>(null);
  const chosen: ChosenAccounts = all ? { by: "list", list } : { by: "hand", ids: [...ids] };
  const isEmpty = !all && ids.size === 0;
  const of = { program: programSlug, chosen, words: all ? allWords(total) : accountsWords(ids.size), onClose: () => setDialog(null) };
  return (
    <div role="group" aria-label="Selected accounts" className="sticky top-0 z-20 -mx-1 mb-1.5 flex min-h-9 flex-wrap items-center gap-1.5 bg-bg px-1 py-0.5">
      <span role="status" className={isEmpty ? "text-text-3" : "font-medium"}>{isEmpty ? "Nothing selected" : `${all ? allWords(total) : accountsWords(ids.size)} selected`}</span>
      {isEmpty || all || !total ? null : <AllOfList total={total} selected={ids.size} onChoose={chooseAll} />}
      {isEmpty ? null : <Button size="small" variant="quiet" onClick={clear}>Clear</Button>}
      {isEmpty ? null : (
        <span className="ml-auto flex flex-wrap gap-1.5">
          {mayExport ? <ExportSelected program={programSlug} chosen={chosen} query={query} /> : null}
          {offered.map((action) =>
            action === "refresh-accounts" ? <PlanRefreshButton key={action} program={programSlug} chosen={chosen} /> : action === "close-accounts" ? <CloseSelected key={action} program={programSlug} chosen={chosen} onBatch={() => setDialog(action)} /> : <Button key={action} size="small" onClick={() => setDialog(action)}>{bulkActionRows[action].label}…</Button>,
          )}
        </span>
      )}
      {dialog === "deactivate-account" ? <PlanDeactivateDialog {...of} /> : null}
      {dialog === "close-accounts" ? <PlanCloseDialog {...of} /> : null}
      {dialog === "activate-account" ? <PlanActivateDialog {...of} /> : null}
    </div>
  );
}

function AllOfList({ total: { count, more }, selected, onChoose }: { total: BoundedCount; selected: number; onChoose: () => void }) {
  if (!more && count <= selected) return null;
  if (more || count > mostInBulk) return <span className="text-xs text-text-3">{selected >= mostByHand ? `At most ${mostByHand.toLocaleString("en-US")} by hand. ` : ""}To select all, narrow the list to {mostInBulk.toLocaleString("en-US")}.</span>;
  return <Button size="small" variant="quiet" onClick={onChoose}>Select all {count.toLocaleString("en-US")} that the list has</Button>;
}

const allWords = (total: BoundedCount | null) => (total && !total.more ? `All ${total.count.toLocaleString("en-US")} of the list` : "All of the list");
