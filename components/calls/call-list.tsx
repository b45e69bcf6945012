import type { CallPage } from "@/lib/account-views";
import { serializeCallQuery } from "@/lib/call-query";
import type { CallLogQuery } from "@/lib/call-query";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Pager } from "../ui/pager";
import { Table, TableBody, TableFrame } from "../ui/table";
import { CallFilters } from "./call-filters";
import { CallRow } from "./call-row";
import { CallTableHead } from "./call-table-head";

type CallListProps = {
  program: { slug: string; name: string };
  query: CallLogQuery;
  page: CallPage;
  /** Names by the identity provider's subject. */
  names: Readonly<Record<string, string>>;
};

/** Every call to Lead's API, newest first; a call with several tries is one line. */
export function CallList({ program, query, page, names }: CallListProps) {
  const programPath = `/programs/${program.slug}`;
  const path = `${programPath}/calls`;
  const placed = (place: Pick<CallLogQuery, "after" | "before">) => `${path}?${serializeCallQuery({ account: query.account, command: query.command, ...place })}`;
  const narrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <>
      <PageHeader title="API log" facts={<span>Calls to Lead for {program.name}, newest first. Personal details are redacted.</span>} />
      <CallFilters query={query} path={path} />
      {page.calls.length === 0 ? (
        <Nothing path={path} narrowed={narrowed} />
      ) : (
        <TableFrame label="Calls to Lead">
          <Table>
            <CallTableHead />
            <TableBody>
              {page.calls.map((call) => (
                <CallRow key={call.id} call={call} who={call.operator === null ? "Console" : (names[call.operator] ?? call.operator)} programPath={programPath} />
              ))}
            </TableBody>
          </Table>
        </TableFrame>
      )}
      <Pager
        label="Pages of calls"
        previous={page.previous ? placed({ before: page.previous, after: undefined }) : null}
        next={page.next ? placed({ after: page.next, before: undefined }) : null}
      />
    </>
  );
}

function Nothing({ path, narrowed }: { path: string; narrowed: boolean }) {
  if (!narrowed) return <EmptyState title="Lead has not been called yet">Opening an account page or looking an account up calls Lead.</EmptyState>;
  return (
    <EmptyState title="No call fits" actions={<ButtonLink href={path}>Show all calls</ButtonLink>}>
      Lead was not called for this, or the calls were kept long enough and removed.
    </EmptyState>
  );
}
