import type { AuditPage } from "@/lib/account-views";
import { serializeActivityQuery } from "@/lib/activity-query";
import type { ActivityQuery } from "@/lib/activity-query";
import type { TrailState } from "@/lib/trail-check";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Pager } from "../ui/pager";
import { ExportRefused } from "../accounts/list/export-menu";
import { ActivityExportMenu } from "./activity-export-menu";
import { ActivityFilters } from "./activity-filters";
import { ActivityTable } from "./activity-table";
import { TrailAlarm } from "./trail-alarm";
import { TrailButton } from "./trail-dialog";

type ActivityListProps = {
  program: { slug: string; name: string; timeZone: string };
  query: ActivityQuery;
  page: AuditPage;
  people: readonly { subject: string; name: string }[];
  mayReadCalls: boolean;
  trail: TrailState;
  /** Null where the person may export nothing; with the notes of compliance where they may read those. */
  exports: { complianceNotes: boolean } | null;
};

/** Everything that the trail of a program tells, narrowed as the address says. */
export function ActivityList({ program, query, page, people, mayReadCalls, trail, exports }: ActivityListProps) {
  const path = `/programs/${program.slug}/activity`;
  const { after, before, ...filters } = query;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const elsewhere = after !== undefined || before !== undefined;
  const placed = (place: Pick<ActivityQuery, "after" | "before">) => `${path}?${serializeActivityQuery({ ...filters, ...place })}`;
  return (
    <>
      <PageHeader
        title="Activity"
        facts={<span>{program.name}, newest first. Nothing here can be changed or removed.</span>}
        actions={<><TrailButton program={program.slug} initial={trail} />{exports ? <ActivityExportMenu programSlug={program.slug} query={query} complianceNotes={exports.complianceNotes} /> : null}</>}
      />
      <ExportRefused />
      <TrailAlarm program={program.slug} initial={trail} />
      <ActivityFilters query={query} path={path} people={people} zone={program.timeZone} filtered={filtered} />
      {page.entries.length === 0 ? (
        <Nothing path={path} filtered={filtered || elsewhere} />
      ) : (
        <ActivityTable entries={page.entries} programSlug={program.slug} zone={program.timeZone} mayReadCalls={mayReadCalls} />
      )}
      <Pager
        label="Pages of activity"
        previous={page.previous ? placed({ before: page.previous, after: undefined }) : null}
        next={page.next ? placed({ after: page.next, before: undefined }) : null}
      />
    </>
  );
}

function Nothing({ path, filtered }: { path: string; filtered: boolean }) {
  if (!filtered) return <EmptyState title="Nothing has happened yet">What people do in this program, and what changes at Lead, is listed here.</EmptyState>;
  return (
    <EmptyState title="No entry fits" actions={<ButtonLink href={path}>Show all activity</ButtonLink>}>
      Nothing on the trail fits these filters.
    </EmptyState>
  );
}
