import type { ReactNode } from "react";
import type { IntakeState } from "@/lib/settings/intake-state";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList } from "../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { Time } from "../ui/time";

const ways: Record<string, string> = { announcements: "Announcements", webhooks: "Lead's webhooks" };
const reasons: Record<string, string> = { signature: "wrong signature", stale: "too old or too early", replayed: "used before", unreadable: "not readable" };
const states: Record<string, string> = { "unknown-type": "a type the console does not know", unreadable: "not readable" };

/** What came in from outside and was not taken, so that whoever sends it can be told. */
export function OutsideCard({ intake }: { intake: IntakeState }) {
  const { takesAnnouncements, takesWebhooks, refusedIds, refusals, oddEvents } = intake;
  return (
    <Card heading="From outside">
      <DescriptionList>
        <Description term="Announcements">{takesAnnouncements ? "Taken, signed by your services" : "Not taken: no secret is configured"}</Description>
        <Description term="Lead's webhooks">{takesWebhooks ? "Taken, signed by Lead" : "Not taken: no secret is configured"}</Description>
      </DescriptionList>
      <Listed label="Turned away" headings={["Way", "Why", "How often", "Last"]} none="Nothing was turned away in the last 90 days.">
        {refusals.map(({ way, reason, count, lastAt }) => (
          <TableRow key={`${way} ${reason} ${lastAt}`}>
            <TableCell>{ways[way] ?? way}</TableCell>
            <TableCell>{reasons[reason] ?? reason}</TableCell>
            <TableCell>{count.toLocaleString("en-US")}</TableCell>
            <TableCell className="text-text-2"><Time at={lastAt} /></TableCell>
          </TableRow>
        ))}
      </Listed>
      <Listed label="Announced ids that did not enter" headings={["Account", "Row", "Why", "When"]} none="Every announced id entered or still waits.">
        {refusedIds.map(({ accountId, announcement, row, reason, at }) => (
          <TableRow key={`${announcement} ${accountId}`}>
            <TableCell><CopyId id={accountId} /></TableCell>
            <TableCell>{row.toLocaleString("en-US")}</TableCell>
            <TableCell className="whitespace-normal!">{reason}</TableCell>
            <TableCell className="text-text-2"><Time at={at} /></TableCell>
          </TableRow>
        ))}
      </Listed>
      <Listed label="Events that were not understood" headings={["Event", "Type", "Why", "When"]} none="Every event was understood.">
        {oddEvents.map(({ id, type, state, at }) => (
          <TableRow key={id}>
            <TableCell><CopyId id={id} /></TableCell>
            <TableCell className="font-mono text-xs">{type}</TableCell>
            <TableCell>{states[state] ?? state}</TableCell>
            <TableCell className="text-text-2"><Time at={at} /></TableCell>
          </TableRow>
        ))}
      </Listed>
    </Card>
  );
}

type ListedProps = { label: string; headings: readonly string[]; none: string; children: ReactNode[] };

function Listed({ label, headings, none, children }: ListedProps) {
  return (
    <>
      <h3 className="mt-4 mb-1 text-xs font-medium text-text-2">{label}</h3>
      {children.length === 0 ? <p className="text-text-3">{none}</p> : (
        <TableFrame label={label} className="max-h-72">
          <Table>
            <TableHead><tr>{headings.map((heading) => <TableHeading key={heading}>{heading}</TableHeading>)}</tr></TableHead>
            <TableBody>{children}</TableBody>
          </Table>
        </TableFrame>
      )}
    </>
  );
}
