import Link from "next/link";
import { dormancyStepRows } from "@/lib/accounts/dormancy";
import type { DormantAccount } from "@/lib/accounts/dormancy";
import { contactChannelWords } from "@/lib/accounts/command-inputs";
import { plainDateWords } from "@/lib/fields/plain-date";
import { AccountStatusMark } from "../accounts/account-status-mark";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";

export function DormancyTableHead() {
  return (
    <TableHead>
      <tr>
        <TableHeading className="w-[22%]">Account</TableHeading>
        <TableHeading className="w-[15%]">Status</TableHeading>
        <TableHeading className="w-[17%]">Last contact</TableHeading>
        <TableHeading className="w-[12%]">Last activity</TableHeading>
        <TableHeading className="w-16">State</TableHeading>
        <TableHeading className="w-[18%]">Due</TableHeading>
        <TableHeading className="w-[16%]">Next</TableHeading>
      </tr>
    </TableHead>
  );
}

type DormancyTableProps = { program: string; accounts: readonly DormantAccount[]; state: string | undefined; hrefOfState: (state: string) => string };

/** The longest silent first; of several steps that are due the latest counts. */
export function DormancyTable({ program, accounts, state, hrefOfState }: DormancyTableProps) {
  return (
    <TableFrame label="Dormancy">
      <Table className="max-xl:min-w-[1000px]">
        <DormancyTableHead />
        <TableBody>
          {accounts.map((account) => (
            <TableRow key={account.accountId}>
              <TableCell>
                <span className="block leading-tight">
                  <Link href={`/programs/${program}/accounts/${account.accountId}`} className="hover:underline"><CopyId id={account.accountId} plain /></Link>
                  <span className="block truncate text-2xs text-text-3">{account.productName}</span>
                </span>
              </TableCell>
              <TableCell><AccountStatusMark status={account.status} reason={account.statusReason} /></TableCell>
              <TableCell className="whitespace-normal!">{account.contact ? <><Time at={account.contact.at} />, {contactChannelWords[account.contact.channel].toLowerCase()}</> : <NoValue>none recorded</NoValue>}</TableCell>
              <TableCell>{account.activityOn ? plainDateWords(account.activityOn) : <NoValue>not told</NoValue>}</TableCell>
              <TableCell>{account.state === null ? <NoValue>not told</NoValue> : account.state === state ? account.state : <Link href={hrefOfState(account.state)} className="underline decoration-line-strong underline-offset-3 hover:text-accent" aria-label={`${account.state} alone`}>{account.state}</Link>}</TableCell>
              <TableCell><Due due={account.due} /></TableCell>
              <TableCell className="text-text-2">{account.next ? <>{dormancyStepRows[account.next.step].label}<span className="block text-2xs text-text-3">{plainDateWords(account.next.on)}</span></> : <NoValue>nothing more</NoValue>}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}

function Due({ due }: { due: DormantAccount["due"] }) {
  const last = due.at(-1);
  if (!last) return <NoValue>nothing yet</NoValue>;
  const { label, tone } = dormancyStepRows[last.step];
  return (
    <span className="block leading-tight">
      <Tag tone={tone}>{label}</Tag>
      <span className="block text-2xs text-text-3">since {plainDateWords(last.on)}{earlierWords(due.length - 1)}</span>
    </span>
  );
}

/** The steps before it are due as well, until the owner is heard of. */
function earlierWords(count: number): string {
  return count === 0 ? "" : `, and ${count === 1 ? "1 earlier step" : `${count} earlier steps`}`;
}
