import Link from "next/link";
import type { OpenQueue } from "@/lib/closures/closing-queue";
import { Card } from "../ui/card";
import { RelativeTime } from "../ui/time";

/** Accounts that this person began to close one after another and has not gone through. */
export function OpenQueues({ programSlug, queues }: { programSlug: string; queues: readonly OpenQueue[] }) {
  if (queues.length === 0) return null;
  return (
    <Card heading="Closings to go through">
      <ul className="divide-y divide-line">
        {queues.map(({ id, accounts, waiting, madeAt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-1.5 first:pt-0 last:pb-0">
            <Link href={`/programs/${programSlug}/closing-queues/${id}`} className="font-medium hover:underline">{waiting} of {accounts === 1 ? "1 account" : `${accounts} accounts`} to go</Link>
            <span className="text-xs text-text-3 lg:ml-auto">begun <RelativeTime at={madeAt} /></span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
