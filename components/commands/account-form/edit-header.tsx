"use client";

import type { AccountDetail } from "@/lib/account-views";
import { AccountStatusMark } from "../../accounts/account-status-mark";
import { ButtonLink } from "../../ui/button";
import { CopyId } from "../../ui/copy-id";
import { PageHeader } from "../../ui/page-header";

/** Which account is edited, and the way back to it. */
export function EditHeader({ detail }: { detail: AccountDetail }) {
  const { row, program, accountId } = detail;
  return (
    <PageHeader
      title={`Edit ${row.productName || "account"}`}
      facts={
        <>
          <CopyId id={accountId} />
          <AccountStatusMark status={row.status} reason={row.statusReason} />
        </>
      }
      actions={<ButtonLink href={`/programs/${program}/accounts/${accountId}`}>Back to the account</ButtonLink>}
    />
  );
}
