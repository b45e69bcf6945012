import { Plus } from "lucide-react";
import type { AccountListPage } from "@/lib/account-views";
import { changeDirectoryQuery, isFiltered, serializeDirectoryQuery, type DirectoryQuery } from "@/lib/directory-query";
import type { BulkAction } from "@/lib/bulk/bulk-actions";
import type { ListLayout } from "@/lib/views/list-layout";
import type { OfferedViews } from "@/lib/views/saved-view";
import { BulkBar } from "../../bulk/bulk-bar";
import { ButtonLink } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { Pager } from "../../ui/pager";
import { AccountsTable } from "./accounts-table";
import { CountFacts } from "./count-facts";
import { ExportMenu, ExportRefused } from "./export-menu";
import { FilterBar } from "./filter-bar";
import { ListLayoutProvider } from "./list-layout";
import { ListViews } from "./list-views";

type AccountListProps = { programSlug: string; query: DirectoryQuery; page: AccountListPage; views: OfferedViews; layout: ListLayout | null; zone: string; mayOpen: boolean; mayExport: boolean; seesCauses: boolean; bulk: readonly BulkAction[] };

/** The directory of one program: what it knows, narrowed as the address says. */
export function AccountList({ programSlug, query, page, views, layout, zone, mayOpen, mayExport, seesCauses, bulk }: AccountListProps) {
  const listPath = `/programs/${programSlug}/accounts`;
  const selects = bulk.length > 0 || mayExport;
  const list = serializeDirectoryQuery(changeDirectoryQuery(query, {}));
  const placed = (place: Pick<DirectoryQuery, "after" | "before">) => `${listPath}?${serializeDirectoryQuery({ ...changeDirectoryQuery(query, {}), ...place })}`;
  return (
    <ListLayoutProvider programSlug={programSlug} initial={layout}>
      <PageHeader
        title="Accounts"
        facts={<CountFacts programSlug={programSlug} query={query} />}
        actions={
          <>
            {mayExport ? <ExportMenu programSlug={programSlug} query={query} /> : null}
            {mayOpen ? <ButtonLink variant="primary" href={`${listPath}/new`} icon={<Plus size={14} aria-hidden="true" />}>New account</ButtonLink> : null}
          </>
        }
      />
      <ExportRefused />
      <ListViews programSlug={programSlug} views={views} listPath={listPath} query={query} seesCauses={seesCauses} />
      <FilterBar programSlug={programSlug} query={query} listPath={listPath} zone={zone} seesCauses={seesCauses} />
      {page.rows.length === 0 && page.next === null && page.previous === null ? (
        <Nothing listPath={listPath} filtered={isFiltered(query)} mayOpen={mayOpen} />
      ) : (
        <>
          {selects ? <BulkBar programSlug={programSlug} list={list} query={query} offered={bulk} mayExport={mayExport} /> : null}
          <AccountsTable programSlug={programSlug} rows={page.rows} order={query} selectable={selects ? list : undefined} />
          <Pager
            label="Pages of accounts"
            previous={page.previous ? placed({ before: page.previous, after: undefined }) : null}
            next={page.next ? placed({ after: page.next, before: undefined }) : null}
          >
            <span aria-hidden="true" className="max-sm:hidden">↑ ↓ walk · Space peek{selects ? " · Shift Space select" : ""} · Enter open</span>
          </Pager>
        </>
      )}
    </ListLayoutProvider>
  );
}

function Nothing({ listPath, filtered, mayOpen }: { listPath: string; filtered: boolean; mayOpen: boolean }) {
  if (filtered) {
    return (
      <EmptyState title="No account fits" actions={<ButtonLink href={listPath}>Show all accounts</ButtonLink>}>
        Lead cannot list accounts: only what this console opened, looked up or imported is found here. An exact id in the search box asks Lead.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="The directory is empty" actions={mayOpen ? <ButtonLink variant="primary" href={`${listPath}/new`}>Open the first account</ButtonLink> : null}>
      Paste an account id into the search box to look an account up at Lead.
    </EmptyState>
  );
}
