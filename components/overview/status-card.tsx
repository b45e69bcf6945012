import { capabilityRows } from "@/lib/accounts/capabilities";
import { isOneOf, accountStatuses, capabilities } from "@/lib/lead/enums";
import { capabilityList, statusList } from "@/lib/overview-lists";
import type { StatusCount } from "@/lib/overview";
import { Card } from "../ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { Bar, count, Figure, Legend } from "./figure";
import type { FigurePlace, Look } from "./figure";

const statusLooks: Record<string, Look> = { active: "filled", inactive: "striped", closed: "hollow" };
const lookOf = (status: string): Look => statusLooks[status] ?? "hollow";
const nameOf = (status: string) => status.charAt(0).toUpperCase() + status.slice(1);

/** How many accounts there are, by status and by capability; an account with two capabilities stands in two lines. */
export function StatusCard({ place, accounts }: { place: FigurePlace; accounts: readonly StatusCount[] }) {
  const statuses = [...accountStatuses, ...new Set(accounts.map(({ status }) => status).filter((status) => !isOneOf(accountStatuses, status)))];
  const known = [...new Set(accounts.flatMap(({ capability }) => (capability === null ? [] : [capability])))].sort();
  const of = (status: string, capability: string | null) => accounts.find((one) => one.status === status && one.capability === capability)?.accounts ?? 0;
  const total = (capability: string | null) => statuses.reduce((sum, status) => sum + of(status, capability), 0);
  const rows = [null, ...known];
  const most = Math.max(1, total(null));
  return (
    <Card heading="Accounts by status and capability">
      <Legend entries={statuses.map((status) => ({ look: lookOf(status), label: status }))} />
      <Table>
        <caption className="sr-only">Accounts by status and capability</caption>
        <TableHead>
          <tr>
            <TableHeading className="pl-0">Capability</TableHeading>
            <TableHeading className="w-[38%]"><span className="sr-only">Share</span></TableHeading>
            {statuses.map((status) => <TableHeading key={status} align="right">{nameOf(status)}</TableHeading>)}
            <TableHeading align="right" className="pr-0">All</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((capability) => (
            <TableRow key={capability ?? "all"}>
              <TableCell className={capability === null ? "pl-0 font-medium" : "pl-0"}>{capabilityWords(capability)}</TableCell>
              <TableCell>
                <span aria-hidden="true" className="flex h-3.5 gap-0.5 border-l border-line-strong">
                  {statuses.map((status) => <Bar key={status} of={of(status, capability)} most={most} look={lookOf(status)} />)}
                </span>
              </TableCell>
              {statuses.map((status) => (
                <TableCell key={status} align="right"><Figure place={place} value={of(status, capability)} list={statusList({ status, capability })} of={`${status}, ${capabilityWords(capability).toLowerCase()}`} /></TableCell>
              ))}
              <TableCell align="right" className="pr-0 font-medium"><Figure place={place} value={total(capability)} list={capabilityList(capability)} of={`of every status, ${capabilityWords(capability).toLowerCase()}`} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {total(null) === 0 ? <p className="mt-2 text-text-3">The directory knows no account yet: {count(0)} of each.</p> : null}
    </Card>
  );
}

function capabilityWords(capability: string | null): string {
  if (capability === null) return "All accounts";
  if (capability === "") return "No capability";
  return isOneOf(capabilities, capability) ? capabilityRows[capability].label : capability;
}
