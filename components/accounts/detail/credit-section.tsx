import type { LeadCredit } from "@/lib/lead/account";
import { Card } from "../../ui/card";
import { Description, DescriptionList, NoValue } from "../../ui/description-list";
import { Tag } from "../../ui/tag";
import { Time } from "../../ui/time";
import { CreditBar } from "../credit-bar";
import { scraPeriod } from "@/lib/scra-period";
import { scraWords } from "@/lib/scra-words";

type CreditSectionProps = {
  credit: LeadCredit;
  /** The program's business day, YYYY-MM-DD. */
  today: string;
  /** Without the right to see it, the bureau report is not sent to the browser at all. */
  reportHidden: boolean;
};

const bureaus: Record<string, string> = { equifax: "Equifax", transunion: "TransUnion", experian: "Experian" };

export function CreditSection({ credit, today, reportHidden }: CreditSectionProps) {
  return (
    <Card heading="Credit">
      <CreditBar
        currency={credit.currency ?? "USD"}
        available={credit.available_credit ?? null}
        limit={credit.limit ?? null}
        maxLimit={credit.max_limit ?? null}
      />
      <DescriptionList className="mt-3">
        <Description term="Grade">{credit.underwriting_grade ?? <NoValue />}</Description>
        <Description term="Secured">{yesOrNo(credit.is_secured)}</Description>
        <Description term="Military Lending Act">{mlaWords(credit.is_mla)}</Description>
        <Description term="SCRA"><Scra credit={credit} today={today} /></Description>
        <Description term="Bureau report"><Report credit={credit} hidden={reportHidden} /></Description>
      </DescriptionList>
    </Card>
  );
}

function yesOrNo(value: boolean | undefined) {
  if (value === undefined) return <NoValue>not reported</NoValue>;
  return value ? "Yes" : "No";
}

function mlaWords(covered: boolean | undefined) {
  if (covered === undefined) return <NoValue>not reported</NoValue>;
  return covered ? "Covered borrower at origination" : "Not covered at origination";
}

function Scra({ credit, today }: Pick<CreditSectionProps, "credit" | "today">) {
  const words = scraWords(scraPeriod(credit.scra?.start_date ?? null, credit.scra?.end_date ?? null, today));
  if (!words) return "No protection reported";
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {words.period} <Tag tone={words.tone}>{words.tag}</Tag>
    </span>
  );
}

function Report({ credit, hidden }: { credit: LeadCredit; hidden: boolean }) {
  if (hidden) return <span className="text-text-3">Not shown to your role</span>;
  if (!credit.report) return <NoValue>none</NoValue>;
  const { source, score, pulled_at: pulledAt } = credit.report;
  return (
    <>
      {source ? (bureaus[source] ?? source) : "Bureau not named"}, score {score ?? "not reported"}
      {pulledAt ? <>, pulled <Time at={pulledAt} /></> : null}
    </>
  );
}
