"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditPage } from "@/lib/account-views";
import { queryKeys } from "@/lib/query-keys";
import { Timeline } from "../../audit/timeline";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { readTimeline } from "./read-account";

type TimelineSectionProps = { program: string; accountId: string; zone: string; initial: AuditPage; readsRecords: boolean };

/** Everything that the trail tells of this account; older entries on request. */
export function TimelineSection({ program, accountId, zone, initial, readsRecords }: TimelineSectionProps) {
  const pages = useInfiniteQuery({
    queryKey: queryKeys.accountTimeline(program, accountId),
    queryFn: ({ pageParam, signal }) => readTimeline(program, accountId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: AuditPage) => page.next,
    initialData: { pages: [initial], pageParams: [null] },
    staleTime: 15_000,
  });
  const entries = pages.data.pages.flatMap((page) => page.entries);
  return (
    <Card
      heading="Timeline"
      aside={
        pages.hasNextPage ? (
          <Button size="small" variant="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>Show older</Button>
        ) : null
      }
    >
      {entries.length === 0 ? <p className="text-text-3">Nothing has happened here yet.</p> : <Timeline entries={entries} zone={zone} readsRecords={readsRecords} />}
    </Card>
  );
}
