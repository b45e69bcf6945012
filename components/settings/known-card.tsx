import Link from "next/link";
import { lengthWords } from "@/lib/settings/directory-ages";
import type { RefreshState, SettingsState } from "@/lib/settings/settings-state";
import { Card } from "../ui/card";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { RelativeTime } from "../ui/time";
import { AgesChart } from "./ages-chart";

type KnownCardProps = Pick<SettingsState, "known" | "ages"> & { programSlug: string; periods: RefreshState["periods"] };

const count = (number: number) => number.toLocaleString("en-US");

/** How many accounts the directory has, by status, and how long ago each was read. */
export function KnownCard({ programSlug, known, ages, periods }: KnownCardProps) {
  return (
    <Card heading="What is known" aside={ages ? <span className="text-2xs text-text-3">Ages counted <RelativeTime at={ages.countedAt} /></span> : null}>
      <DescriptionList>
        <Description term="Accounts"><span className="font-semibold">{count(known.total)}</span></Description>
        <Description term="By status">
          <span className="flex flex-wrap gap-x-4">
            {known.byStatus.length === 0 ? <NoValue>none is known yet</NoValue> : null}
            {known.byStatus.map(({ status, accounts }) => (
              <Link key={status} href={`/programs/${programSlug}/accounts?status=${encodeURIComponent(status)}`} className="hover:underline">{count(accounts)} {status}</Link>
            ))}
          </span>
        </Description>
        {ages ? <Description term="Gone from Lead">{ages.missing === 0 ? "None" : `${count(ages.missing)} that Lead no longer knows`}</Description> : null}
      </DescriptionList>
      <h3 className="mt-4 text-xs font-medium text-text-2">When each account was last read</h3>
      {ages ? <AgesChart bands={ages.bands} openEverySeconds={periods.openEverySeconds} /> : <p className="mt-1 text-text-3">Not counted yet: the worker counts within a minute.</p>}
      <p className="mt-2 text-xs text-text-3">
        Open accounts are read again within {lengthWords(periods.openEverySeconds)}, those that changed within a day within {lengthWords(periods.changedEverySeconds)}, closed ones within {lengthWords(periods.closedEverySeconds)}.
      </p>
    </Card>
  );
}
