import type { BoundedCount } from "@/lib/account-views";
import { registerOrder } from "@/lib/closures/register-export";
import { registerFilter, serializeRegisterQuery } from "@/lib/closures/register-query";
import type { RegisterQuery, RegisterView } from "@/lib/closures/register-query";
import type { RegisterCounts, RegisterPage, RegisterPeople } from "@/lib/closures/register-views";
import { ExportRefused } from "../../accounts/list/export-menu";
import { ButtonLink } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { LinkTabs } from "../../ui/tabs";
import { CountBadge } from "../../ui/tag";
import { RegisterExportMenu } from "./register-export-menu";
import { RegisterFilters } from "./register-filters";
import { RegisterTable } from "./register-table";

type RegisterListProps = {
  program: { slug: string; name: string; timeZone: string };
  query: RegisterQuery;
  page: RegisterPage;
  counts: RegisterCounts;
  people: RegisterPeople;
  mayExport: boolean;
  mayMakePacks: boolean;
};

const tabs: readonly { view: RegisterView | undefined; label: string }[] = [
  { view: undefined, label: "All" },
  { view: "overdue", label: "Notices overdue" },
  { view: "due", label: "Notices due" },
  { view: "to-complete", label: "Closed elsewhere, to be completed" },
];

/** The register of adverse actions and closings, narrowed as the address says. */
export function RegisterList({ program, query, page, counts, people, mayExport, mayMakePacks }: RegisterListProps) {
  const path = `/programs/${program.slug}/closures`;
  const placed = (change: Partial<RegisterQuery>) => {
    const search = serializeRegisterQuery({ ...query, after: undefined, before: undefined, ...change });
    return search ? `${path}?${search}` : path;
  };
  const links = tabs.map(({ view, label }) => ({
    href: placed({ view }), current: query.view === view,
    label: <>{label}{view ? <CountBadge {...counts[view]} label="in all" /> : null}</>,
  }));
  return (
    <>
      <PageHeader
        title="Register"
        facts={<span>Adverse actions and closings in {program.name}: {registerOrder}</span>}
        actions={<>{mayMakePacks ? <ButtonLink href={`/programs/${program.slug}/examiner-pack`}>Examiner’s pack</ButtonLink> : null}{mayExport ? <RegisterExportMenu program={program.slug} query={query} /> : null}</>}
      />
      <ExportRefused />
      <LinkTabs label="What waits" className="mb-3" links={links} />
      <RegisterFilters query={query} path={path} people={people} zone={program.timeZone} />
      {page.entries.length === 0 ? <Nothing path={path} query={query} /> : <RegisterTable program={program.slug} entries={page.entries} />}
      <nav aria-label="Pages of the register" className="print-hidden mt-2.5 flex min-h-8 items-center gap-2 text-text-3">
        <span className="mr-auto">{page.entries.length > 0 ? countWords(counts.shown) : null}</span>
        {page.previous === null ? null : <ButtonLink href={placed({ before: page.previous })} rel="prev">Earlier in the list</ButtonLink>}
        {page.next === null ? null : <ButtonLink href={placed({ after: page.next })} rel="next">Later in the list</ButtonLink>}
      </nav>
    </>
  );
}

function countWords({ count, more }: BoundedCount): string {
  return count === 1 && !more ? "1 entry" : `${count.toLocaleString("en-US")}${more ? "+" : ""} entries`;
}

function Nothing({ path, query }: { path: string; query: RegisterQuery }) {
  const { view, ...filters } = registerFilter(query);
  const all = <ButtonLink href={path}>Show the whole register</ButtonLink>;
  if (Object.keys(filters).length > 0 || query.after || query.before) return <EmptyState title="No entry fits these filters" actions={all} />;
  if (view === "overdue") return <EmptyState title="No notice is overdue" actions={all} />;
  if (view === "due") return <EmptyState title="No notice is due" actions={all} />;
  if (view === "to-complete") return <EmptyState title="Nothing is to be completed" actions={all}>A closure that nobody here made appears here until compliance completes it.</EmptyState>;
  return <EmptyState title="Nothing is in the register yet">Closings, line cuts, deactivations of accounts with credit and closures made elsewhere are entered by themselves.</EmptyState>;
}
