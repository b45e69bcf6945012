import Link from "next/link";
import { determinedWords, registerKindRows, registerReasonWords, registerStageWords } from "@/lib/closures/register";
import type { RegisterPerson, RegisterRow } from "@/lib/closures/register-views";
import { plainDateWords } from "@/lib/fields/plain-date";
import { CopyId } from "../../ui/copy-id";
import { NoValue } from "../../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../../ui/table";
import { RelativeTime } from "../../ui/time";
import { entryHref, NoticeStanding } from "./register-words";

export function RegisterTableHead() {
  return (
    <TableHead>
      <tr>
        <TableHeading className="w-[24%]">What</TableHeading>
        <TableHeading className="w-[18%]">Account</TableHeading>
        <TableHeading className="w-28">Action taken</TableHeading>
        <TableHeading className="w-[15%]">Determination</TableHeading>
        <TableHeading className="w-[12%]">Asked by</TableHeading>
        <TableHeading className="w-[12%]">Decided by</TableHeading>
        <TableHeading className="w-52">Notice</TableHeading>
      </tr>
    </TableHead>
  );
}

/** One line an entry: what was done and why, on which account, who asked and decided, and how its notice stands. */
export function RegisterTable({ program, entries }: { program: string; entries: readonly RegisterRow[] }) {
  return (
    <TableFrame label="Register">
      <Table className="max-xl:min-w-[1020px]">
        <RegisterTableHead />
        <TableBody>{entries.map((entry) => <EntryRow key={entry.id} program={program} entry={entry} />)}</TableBody>
      </Table>
    </TableFrame>
  );
}

function EntryRow({ program, entry }: { program: string; entry: RegisterRow }) {
  const { kind, reason, stage, accountId, productName, takenOn, determined } = entry;
  return (
    <TableRow>
      <TableCell className="whitespace-normal!">
        <span className="block leading-tight">
          <Link href={entryHref(program, entry)} className="font-medium hover:underline">{registerKindRows[kind].label}: {registerReasonWords(reason).toLowerCase()}</Link>
          <span className="block text-2xs text-text-3">{registerStageWords(kind, stage)}</span>
        </span>
      </TableCell>
      <TableCell>
        <span className="block leading-tight">
          <Link href={`/programs/${program}/accounts/${accountId}`} className="hover:underline"><CopyId id={accountId} plain /></Link>
          <span className="block truncate text-2xs text-text-3">{productName}</span>
        </span>
      </TableCell>
      <TableCell>{plainDateWords(takenOn)}</TableCell>
      <TableCell className="whitespace-normal! text-text-2">{determined ? determinedWords[determined] : <NoValue>none</NoValue>}</TableCell>
      <TableCell><Who person={entry.askedBy} at={entry.askedAt} nobody={kind === "elsewhere" ? "nobody here" : "not kept"} /></TableCell>
      <TableCell><Who person={entry.approver} at={entry.approvedAt} nobody={kind === "closing" && stage === "requested" ? "not yet" : "nobody"} /></TableCell>
      <TableCell><NoticeStanding entry={entry} /></TableCell>
    </TableRow>
  );
}

function Who({ person, at, nobody }: { person: RegisterPerson | null; at: string | null; nobody: string }) {
  if (!person) return <NoValue>{nobody}</NoValue>;
  return (
    <span className="block leading-tight">
      <span className="block truncate">{person.name}</span>
      {at ? <span className="block text-2xs text-text-3"><RelativeTime at={at} /></span> : null}
    </span>
  );
}
