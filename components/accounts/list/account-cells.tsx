import type { AccountRow } from "@/lib/account-views";
import { restrictedWords } from "@/lib/account-views";
import { commandStatusWords } from "@/lib/command";
import { moneyWords } from "@/lib/fields/money";
import { CopyId } from "../../ui/copy-id";
import { NoValue } from "../../ui/description-list";
import { shortenId } from "../../ui/shorten-id";
import { Tag } from "../../ui/tag";
import { RelativeTime } from "../../ui/time";
import { AccountStatusMark } from "../account-status-mark";
import { scraWords } from "../scra-words";

export function AccountIdCell({ row }: { row: AccountRow }) {
  return (
    <span className="block leading-tight">
      <CopyId id={row.accountId} plain />
      {row.clientAccountId ? <span className="block text-2xs text-text-3">{row.clientAccountId}</span> : null}
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

/** The first holder's name, and how many more there are. */
export function HolderCell({ row }: { row: AccountRow }) {
  const first = row.holders[0];
  if (!first) return row.holderType ? (holderTypeWords[row.holderType] ?? row.holderType) : <NoValue>no holder known</NoValue>;
  const rest = row.holderCount - 1;
  return (
    <span className="block max-w-40 leading-tight 2xl:max-w-72">
      <span className="flex">
        <span className="min-w-0 truncate" title={first.name ?? undefined}>{first.name ?? shortenId(first.entityId)}</span>
        {rest > 0 ? <span className="shrink-0 whitespace-pre text-text-3"> +{rest}<span className="sr-only"> more</span></span> : null}
      </span>
      {first.type ? <span className="block text-2xs text-text-3">{typeWords[first.type] ?? first.type}</span> : null}
    </span>
  );
}

export function LimitCell({ row }: { row: AccountRow }) {
  if (row.creditLimit === null || row.currency === null) return <NoValue>no credit limit</NoValue>;
  return (
    <span className="block leading-tight tabular-nums">
      {moneyWords(row.creditLimit, row.currency)}
      {row.availableCredit === null ? null : <span className="block text-2xs text-text-3">{moneyWords(row.availableCredit, row.currency)} available</span>}
    </span>
  );
}

/** When Lead last changed it, and how old our reading is. */
export function UpdatedCell({ row }: { row: AccountRow }) {
  return (
    <span className="block leading-tight">
      {row.updatedAt ? <RelativeTime at={row.updatedAt} /> : <NoValue>not told by Lead</NoValue>}
      <span className="block text-2xs text-text-3">read <RelativeTime at={row.readAt} /></span>
    </span>
  );
}
