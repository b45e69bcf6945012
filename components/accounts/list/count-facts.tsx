"use client";

import type { BoundedCount } from "@/lib/account-views";
import { isFiltered, type DirectoryQuery } from "@/lib/directory-query";
import { Button } from "../../ui/button";
import { useNow } from "../../ui/clock";
import { Skeleton } from "../../ui/skeleton";
import { RelativeTime } from "../../ui/time";
import { useAccountCounts } from "./use-account-counts";

/** How many there are, in a place that is kept free until they are counted. */
export function CountFacts({ programSlug, query }: { programSlug: string; query: DirectoryQuery }) {
  const { counts, state, countAgain } = useAccountCounts(programSlug, query);
  return (
    <span className="flex min-h-6 min-w-32 items-center gap-2">
      <span role="status" aria-busy={state === "counting"}>
        {state === "counting" ? <Skeleton className="h-3 w-20" /> : null}
        {state === "failed" ? "Not counted" : null}
        {state === "counted" && counts ? countWords(counts.total, isFiltered(query)) : null}
      </span>
      {state === "counted" && counts ? <AsOf at={counts.asOf} /> : null}
      {state === "failed" ? <Button size="small" variant="quiet" onClick={countAgain}>Count again</Button> : null}
    </span>
  );
}

/** A count of just now needs no time. */
const freshForMs = 60_000;

function AsOf({ at }: { at: string }) {
  const ageMs = useNow().getTime() - Date.parse(at);
  return ageMs > freshForMs ? <span>as of <RelativeTime at={at} /></span> : null;
}

function countWords({ count, more }: BoundedCount, filtered: boolean): string {
  const number = `${count.toLocaleString("en-US")}${more ? "+" : ""}`;
  if (filtered) return count === 1 && !more ? "1 account fits" : `${number} accounts fit`;
  return count === 1 ? "1 known" : `${number} known`;
}
