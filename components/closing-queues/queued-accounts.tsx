import Link from "next/link";
import type { QueuedAccount, QueuedState } from "@/lib/closures/closing-queue";
import { processStageWords } from "@/lib/process-words";
import { Button } from "../ui/button";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape, StatusTone } from "../ui/status-dot";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";

const looks = {
  waiting: { shape: "ring", tone: "accent", words: "To go" },
  asked: { shape: "circle", tone: "ok", words: "Asked for" },
  skipped: { shape: "dash", tone: "idle", words: "Skipped" },
} satisfies Record<QueuedState, { shape: StatusShape; tone: StatusTone; words: string }>;

type QueuedAccountsProps = { program: string; accounts: readonly QueuedAccount[]; current: string | null; /** Null where the queue has ended. */ onChoose: ((accountId: string) => void) | null };

export function QueuedAccounts({ program, accounts, current, onChoose }: QueuedAccountsProps) {
  return (
    <TableFrame label="Accounts">
      <Table>
        <TableHead>
          <tr>
            <TableHeading className="w-[34%]">Account</TableHeading>
            <TableHeading className="w-[22%]">Stands</TableHeading>
            <TableHeading>Its closing</TableHeading>
            <TableHeading className="w-28" align="right"><span className="sr-only">Close</span></TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {accounts.map(({ accountId, productName, state, stage }) => {
            const { words, ...look } = looks[state];
            return (
              <TableRow key={accountId} selected={accountId === current}>
                <TableCell>
                  <Link href={`/programs/${program}/accounts/${accountId}`} className="font-medium hover:underline">{productName || accountId}</Link>
                  <span className="block font-mono text-2xs text-text-3">{accountId}</span>
                </TableCell>
                <TableCell><StatusDot {...look}>{words}{accountId === current ? ", next" : ""}</StatusDot></TableCell>
                <TableCell className="text-text-2">{stage === null ? "" : processStageWords("closing", stage)}</TableCell>
                <TableCell align="right">{state !== "asked" && onChoose ? <Button size="small" aria-label={`Close ${accountId}`} onClick={() => onChoose(accountId)}>Close…</Button> : null}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </TableFrame>
  );
}
