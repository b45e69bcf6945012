import { CopyId } from "../../ui/copy-id";
import { PageHeader } from "../../ui/page-header";
import { Tag } from "../../ui/tag";
import { Time } from "../../ui/time";
import { restrictedWords, type AccountDetail } from "@/lib/account-views";
import { AccountStatusMark } from "../account-status-mark";
import { scraWords } from "@/lib/scra-words";
import { AccountActions } from "./account-actions";
import { Freshness } from "./freshness";
import type { AccountInHand } from "./use-account";

/** What it is, how it stands and since when, how fresh that is, and what can be done. */
export function AccountHeader({ account }: { account: AccountInHand }) {
  const { detail } = account;
  const { row } = detail;
  const scra = scraWords(row.scra);
  return (
    <div className="mb-4">
      <PageHeader
        className="mb-1"
        title={row.productName || "Account without a product name"}
        facts={
          <>
            <CopyId id={row.accountId} />
            <span className="text-text"><AccountStatusMark status={row.status} reason={row.statusReason} /></span>
            {row.openHolds ? <Tag tone="stop">{row.openHolds === 1 ? "1 hold" : `${row.openHolds} holds`}</Tag> : null}
            {row.openHolds === null && row.restricted ? <Tag tone="stop">{restrictedWords}</Tag> : null}
            {scra && scra.tone === "warn" && row.status !== "closed" ? <Tag tone="warn">{scra.tag}</Tag> : null}
          </>
        }
        actions={<AccountActions actions={detail.actions} accountPath={`/programs/${detail.program}/accounts/${detail.accountId}`} />}
      />
      <div className="flex flex-wrap items-center gap-x-4 text-text-3">
        <StatusSince detail={detail} />
        <Freshness account={account} />
      </div>
    </div>
  );
}

function StatusSince({ detail: { statusSince } }: { detail: AccountDetail }) {
  if (!statusSince) return <span>Since before the console first read it</span>;
  return (
    <span>
      Since <Time at={statusSince.at} />, {statusSince.elsewhere ? "changed elsewhere" : `by ${statusSince.by}`}
    </span>
  );
}
