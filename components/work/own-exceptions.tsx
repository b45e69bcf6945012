import Link from "next/link";
import { exceptionSentence } from "@/lib/agreement/exception-words";
import { causeRows } from "@/lib/agreement/exceptions";
import type { ExceptionPage } from "@/lib/agreement/views";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { CountBadge } from "../ui/tag";
import { RelativeTime } from "../ui/time";

type OwnExceptionsProps = { programSlug: string; subject: string; page: ExceptionPage; zone: string };

/** Where the partner's ledger and Lead differ, as far as it is this person's to find out why. */
export function OwnExceptions({ programSlug, subject, page: { exceptions, next }, zone }: OwnExceptionsProps) {
  if (exceptions.length === 0) return null;
  const path = `/programs/${programSlug}/agreement`;
  return (
    <Card heading="Your exceptions" aside={<CountBadge count={exceptions.length} more={next !== null} label="open" />}>
      <ul className="divide-y divide-line">
        {exceptions.map((exception) => (
          <li key={exception.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5 first:pt-0 last:pb-0">
            <Link href={`${path}/${exception.id}`} className="font-medium hover:underline">{exceptionSentence(exception, zone)}</Link>
            <span className="text-text-2">{exception.productName}</span>
            <CopyId id={exception.accountId} plain />
            <span className="text-xs text-text-3 lg:ml-auto">{exception.cause ? causeRows[exception.cause].label : "Cause not named yet"} · first seen <RelativeTime at={exception.firstSeenAt} /></span>
          </li>
        ))}
      </ul>
      {next === null ? null : <p className="mt-2"><Link href={`${path}?${new URLSearchParams({ owner: subject }).toString()}`} className="text-accent hover:underline">All of yours</Link></p>}
    </Card>
  );
}
