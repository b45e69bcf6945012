import { dormancyStepRows, dormancySteps, monthsOf, serializeDormancyQuery } from "@/lib/accounts/dormancy";
import type { DormancyPage, DormancyQuery, DormancySettings } from "@/lib/accounts/dormancy";
import { ExportRefused } from "../accounts/list/export-menu";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { LinkTabs } from "../ui/tabs";
import { DormancyExportMenu } from "./dormancy-export-menu";
import { DormancyTable } from "./dormancy-table";

type DormancyListProps = { program: { slug: string; name: string }; query: DormancyQuery; page: DormancyPage; settings: DormancySettings; mayExport: boolean };

/** Accounts without their owner, and what is due of each. Nothing here is done by itself. */
export function DormancyList({ program, query, page, settings, mayExport }: DormancyListProps) {
  const path = `/programs/${program.slug}/dormancy`;
  const placed = (change: Partial<DormancyQuery>) => {
    const search = serializeDormancyQuery({ ...query, after: undefined, before: undefined, ...change });
    return search ? `${path}?${search}` : path;
  };
  const links = [undefined, ...dormancySteps].map((step) => ({ href: placed({ step }), current: query.step === step, label: step ? dormancyStepRows[step].label : "Whatever is due" }));
  return (
    <>
      <PageHeader title="Dormancy" facts={<span>{ruleWords(settings, program.name)}</span>} actions={mayExport ? <DormancyExportMenu program={program.slug} query={query} /> : null} />
      <ExportRefused />
      <LinkTabs label="What is due" className="mb-3" links={links} />
      {page.accounts.length === 0 ? <Nothing path={path} query={query} /> : <DormancyTable program={program.slug} accounts={page.accounts} state={query.state} hrefOfState={(state) => placed({ state })} />}
      <nav aria-label="Pages of the list" className="print-hidden mt-2.5 flex min-h-8 items-center gap-2 text-text-3">
        <span className="mr-auto">{query.state ? <ButtonLink size="small" href={placed({ state: undefined })}>Every state, not {query.state} alone</ButtonLink> : null}</span>
        {page.previous === null ? null : <ButtonLink href={placed({ before: page.previous })} rel="prev">Earlier in the list</ButtonLink>}
        {page.next === null ? null : <ButtonLink href={placed({ after: page.next })} rel="next">Later in the list</ButtonLink>}
      </nav>
    </>
  );
}

function ruleWords(settings: DormancySettings, name: string): string {
  const parts = dormancySteps.map((step, index) => {
    const { usual, states } = monthsOf(step, settings);
    const own = Object.keys(states).length;
    return `${step} after ${usual}${index === 0 ? " months" : ""}${own === 0 ? "" : `, by state otherwise in ${own}`}`;
  });
  return `Owners of ${name} not heard of: ${parts.join(", ")}`;
}

function Nothing({ path, query }: { path: string; query: DormancyQuery }) {
  if (query.step || query.state || query.after || query.before) return <EmptyState title="No account fits" actions={<ButtonLink href={path}>Show whatever is due</ButtonLink>} />;
  return (
    <EmptyState title="No owner is silent for that long">
      An owner is heard of by a contact recorded here and by last_owner_activity of your ledger, compared in Agreement. Accounts of which neither is known are not listed.
    </EmptyState>
  );
}
