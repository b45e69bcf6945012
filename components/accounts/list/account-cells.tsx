import type { ReactNode } from "react";
import type { AccountRow } from "@/lib/account-views";
import { restrictedWords } from "@/lib/account-views";
import { commandStatusWords } from "@/lib/command";
import { moneyWords } from "@/lib/fields/money";
import type { Density } from "@/lib/views/list-layout";
import { CopyId } from "../../ui/copy-id";
import { NoValue } from "../../ui/description-list";
import { shortenId } from "../../ui/shorten-id";
import { Tag } from "../../ui/tag";
import { RelativeTime } from "../../ui/time";
import { AccountStatusMark } from "../account-status-mark";
import { scraWords } from "@/lib/scra-words";

type CellProps = { row: AccountRow; density: Density };

/** In compact rows a cell has one line. */
const second = (density: Density, line: ReactNode) => (density === "compact" ? null : line);

export function AccountIdCell({ row, density }: CellProps) {
  return (
    <span className="block leading-tight">
      <CopyId id={row.accountId} plain />
      {second(density, row.clientAccountId ? <span className="block truncate text-2xs text-text-3">{row.clientAccountId}</span> : null)}
    </span>
  );
}

/** The status, and beside it whatever else decides what can be done with the account. */
export function StatusCell({ row }: { row: AccountRow }) {
  const scra = scraWords(row.scra);
  return (
    <span className="inline-flex items-center gap-1.5">
      <AccountStatusMark status={row.status} reason={row.statusReason} />
      <HoldTag row={row} />
      {scra && scra.tone === "warn" && row.status !== "closed" ? <Tag tone="warn">{scra.tag}</Tag> : null}
      {row.unsettled ? <Tag tone="accent">{commandStatusWords[row.unsettled]}</Tag> : null}
      {row.missingSince ? <Tag tone="stop">Gone from Lead</Tag> : null}
    </span>
  );
}

function HoldTag({ row }: { row: AccountRow }) {
  if (row.openHolds === null) return row.restricted ? <Tag tone="stop">{restrictedWords}</Tag> : null;
  if (row.openHolds === 0) return null;
  return <Tag tone="stop">{row.openHolds === 1 ? "1 hold" : `${row.openHolds} holds`}</Tag>;
}

const typeWords: Record<string, string> = { individual: "Individual", business: "Business", sole_prop: "Sole proprietor" };
const holderTypeWords: Record<string, string> = { consumer: "Consumer", commercial: "Commercial" };

export const holderTypeText = (type: string) => holderTypeWords[type] ?? type;

/** The first holder's name, and how many more there are. */
export function HolderCell({ row, density }: CellProps) {
  const first = row.holders[0];
  if (!first) return row.holderType ? holderTypeText(row.holderType) : <NoValue>no holder known</NoValue>;
  const rest = row.holderCount - 1;
  return (
    <span className="block max-w-30 leading-tight in-[table[data-drawn]]:max-w-full 2xl:max-w-72">
      <span className="flex">
        <span className="min-w-0 truncate" title={first.name ?? undefined}>{first.name ?? shortenId(first.entityId)}</span>
        {rest > 0 ? <span className="shrink-0 whitespace-pre text-text-3"> +{rest}<span className="sr-only"> more</span></span> : null}
      </span>
      {second(density, first.type ? <span className="block text-2xs text-text-3">{typeWords[first.type] ?? first.type}</span> : null)}
    </span>
  );
}

export function LimitCell({ row, density }: CellProps) {
  if (row.creditLimit === null || row.currency === null) return <NoValue>no credit limit</NoValue>;
  return (
    <span className="block leading-tight tabular-nums">
      {moneyWords(row.creditLimit, row.currency)}
      {second(density, row.availableCredit === null ? null : <span className="block text-2xs text-text-3">{moneyWords(row.availableCredit, row.currency)} available</span>)}
    </span>
  );
}

/** When Lead last changed it, and how old our reading is. */
export function UpdatedCell({ row, density }: CellProps) {
  return (
    <span className="block leading-tight">
      {row.updatedAt ? <RelativeTime at={row.updatedAt} /> : <NoValue>not told by Lead</NoValue>}
      {second(density, <span className="block text-2xs text-text-3">read <RelativeTime at={row.readAt} /></span>)}
    </span>
  );
}
