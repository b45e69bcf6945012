import Link from "next/link";
import type { ReactNode } from "react";
import type { BoundedCount } from "@/lib/account-views";
import type { SettingsState } from "@/lib/settings/settings-state";
import { Card } from "../ui/card";
import { NoValue } from "../ui/description-list";
import { StatusDot } from "../ui/status-dot";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { RelativeTime, Time } from "../ui/time";
import { refreshLooks } from "./refresh-card";

const count = ({ count: many, more }: BoundedCount) => `${many.toLocaleString("en-US")}${more ? "+" : ""}`;
const working = { shape: "ring", tone: "accent" } as const;
const idle = { shape: "dash", tone: "idle" } as const;
const waits = { shape: "triangle", tone: "warn" } as const;

/** What the worker is at, one line for each of its works. */
export function RunningCard({ programSlug, state }: { programSlug: string; state: SettingsState }) {
  const { refresh, imports, waiting, lists } = state;
  const { words, ...look } = refreshLooks[refresh.stands];
  return (
    <Card heading="What runs now" flush>
      <TableFrame label="What runs now" className="rounded-t-none! border-0! border-t!">
        <Table className="max-lg:min-w-[640px]">
          <TableHead>
            <tr><TableHeading className="pl-4">Work</TableHeading><TableHeading>Stands</TableHeading><TableHeading className="w-1/2">How far</TableHeading></tr>
          </TableHead>
          <TableBody>
            <Work name="Refresh" stands={<StatusDot {...look}>{words}</StatusDot>} far={refresh.lastReadAt ? <>last read <RelativeTime at={refresh.lastReadAt} /></> : null} />
            {imports.length === 0 ? <Work name="Imports" stands={<StatusDot {...idle}>None runs</StatusDot>} far={null} /> : null}
            {imports.map(({ id, name, read, toRead, waitsUntil }) => (
              <Work
                key={id}
                name={<Link href={`/programs/${programSlug}/imports/${id}`} className="font-medium hover:underline">Import: {name}</Link>}
                stands={waitsUntil ? <StatusDot {...waits}>Waits for Lead</StatusDot> : <StatusDot {...working}>Reading</StatusDot>}
                far={`${read.toLocaleString("en-US")} of ${toRead.toLocaleString("en-US")} rows`}
              />
            ))}
            <Waiting name="Announced ids" waiting={waiting.announced} />
            <Waiting name="Events from Lead" waiting={waiting.events} />
            {lists.map(({ list, underWay, finishedAt, nextLookAt, problem }) => (
              <Work
                key={list}
                name={list}
                stands={problem ? <StatusDot {...waits}>Waits for Lead</StatusDot> : underWay ? <StatusDot {...working}>Reading page by page</StatusDot> : <StatusDot {...idle}>Done until its next time</StatusDot>}
                far={<>{finishedAt ? <>finished <RelativeTime at={finishedAt} /></> : "not finished yet"}, next <Time at={nextLookAt} /></>}
              />
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}

function Waiting({ name, waiting }: { name: string; waiting: BoundedCount }) {
  const some = waiting.count > 0;
  return <Work name={name} stands={some ? <StatusDot {...working}>Worked on</StatusDot> : <StatusDot {...idle}>None waits</StatusDot>} far={some ? `${count(waiting)} waiting` : null} />;
}

function Work({ name, stands, far }: { name: ReactNode; stands: ReactNode; far: ReactNode }) {
  return (
    <TableRow>
      <TableCell className="pl-4">{name}</TableCell>
      <TableCell>{stands}</TableCell>
      <TableCell className="text-text-2">{far ?? <NoValue>nothing to tell</NoValue>}</TableCell>
    </TableRow>
  );
}
