import { plainDateWords } from "@/lib/fields/plain-date";
import type { Overview } from "@/lib/overview";
import { openStatuses } from "@/lib/overview-lists";
import { ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { AsOfForm } from "./as-of-form";
import { count } from "./figure";
import { FreshnessCard } from "./freshness-card";
import { InactiveCard } from "./inactive-card";
import { NoticesCard } from "./notices-card";
import { StatusCard } from "./status-card";
import { WaitingCard } from "./waiting-card";
import { WeeksCard } from "./weeks-card";

type OverviewPageProps = { program: { slug: string; name: string }; overview: Overview; hasQueue: boolean };

/** How the program stands now, or stood at the end of a past day: each figure is the way to the list that it counts. */
export function OverviewPage({ program, overview, hasQueue }: OverviewPageProps) {
  const { day, today, begins, behind, accounts, weeks, inactive, freshness } = overview;
  const isPast = day < today;
  const place = { programSlug: program.slug, linked: !isPast };
  const total = accounts.filter(({ capability }) => capability === null).reduce((sum, one) => sum + one.accounts, 0);
  const path = `/programs/${program.slug}/overview`;
  const isBefore = begins === null ? isPast : day < begins;
  return (
    <>
      <PageHeader
        title="Overview"
        facts={<span>{isBefore ? program.name : `${count(total)} ${total === 1 ? "account" : "accounts"} of ${program.name}`}{isPast ? `, as known at the end of ${plainDateWords(day)}` : ""}</span>}
        actions={<AsOfForm key={day} path={path} day={day} today={today} />}
      />
      {isBefore ? <BeforeTheBeginning begins={begins} day={day} path={path} /> : (
        <div className="grid gap-4 xl:grid-cols-2">
          {isPast ? <Callout tone="info" className="xl:col-span-2">What the directory knew at the end of that day. The lists show accounts as they are now, so that these figures lead to none.</Callout> : null}
          {behind ? <Callout tone="warn" role="status" className="xl:col-span-2">A great many changes came in and are still being added up: the figures run behind for some minutes.</Callout> : null}
          <StatusCard place={place} accounts={accounts} />
          <WeeksCard place={place} weeks={weeks} />
          <InactiveCard place={place} rows={inactive} day={day} />
          <NoticesCard place={place} weeks={weeks} />
          <FreshnessCard place={place} freshness={freshness} statuses={openStatuses(accounts)} />
          <WaitingCard place={place} overview={overview} hasQueue={hasQueue} />
        </div>
      )}
    </>
  );
}

function BeforeTheBeginning({ begins, day, path }: { begins: string | null; day: string; path: string }) {
  return (
    <EmptyState title={`No figures are kept of ${plainDateWords(day)}`} actions={<>{begins === null ? null : <ButtonLink href={`${path}?as_of=${begins}`}>The first day</ButtonLink>}<ButtonLink href={path} variant="primary">Now</ButtonLink></>}>
      {begins === null ? "The directory knows no account yet." : `They are kept since ${plainDateWords(begins)}.`}
    </EmptyState>
  );
}
