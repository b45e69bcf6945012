"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { isCommandId, serializeCallQuery } from "@/lib/call-query";
import type { CallLogQuery } from "@/lib/call-query";
import { isAccountId } from "@/lib/lead/ids";
import { IdChip } from "../filters/id-chip";
import { Button } from "../ui/button";

/** Narrows the log to one account or one request of ours; both are in the address. */
export function CallFilters({ query, path }: { query: CallLogQuery; path: string }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const change = (filters: Pick<CallLogQuery, "account" | "command">) => {
    const search = serializeCallQuery({ account: query.account, command: query.command, ...filters });
    startTransition(() => router.push(search ? `${path}?${search}` : path, { scroll: false }));
  };
  return (
    <div role="group" aria-label="Filters" aria-busy={pending} className="mb-2.5 flex flex-wrap items-center gap-1.5">
      <IdChip label="Account" placeholder="account_…" isId={isAccountId} rule="Paste a whole account id: account_ and what follows." value={query.account} onChange={(account) => change({ account })} />
      <IdChip label="Request" placeholder="The id of a request of ours" isId={isCommandId} rule="Paste the whole id of a request." value={query.command} onChange={(command) => change({ command: command?.toLowerCase() })} />
      {query.account || query.command ? (
        <Button size="small" variant="quiet" onClick={() => change({ account: undefined, command: undefined })}>Clear all</Button>
      ) : null}
    </div>
  );
}
