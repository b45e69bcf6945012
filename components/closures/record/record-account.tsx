import { fieldLabel } from "@/lib/accounts/account-fields";
import { capabilityWords } from "@/lib/accounts/capabilities";
import type { ClosingRecord } from "@/lib/closures/closing-record";
import type { ClosingFacts } from "@/lib/closures/facts";
import { moneyWords } from "@/lib/fields/money";
import { holdWords } from "@/lib/hold-words";
import { scraPeriod } from "@/lib/scra-period";
import { scraWords } from "@/lib/scra-words";
import { FieldValue } from "../../fields/field-value";
import { Description, DescriptionList } from "../../ui/description-list";
import { dayWords } from "./record-words";
import { RecordSection } from "./record-section";

type AccountProps = { record: ClosingRecord };

/** The account as it stood when it was decided: protections, credit, holds and balance. */
export function AccountAsItStood({ record: { account, facts, begunAt } }: AccountProps) {
  const holders = account.holders.map(({ entityId, name }) => (name ? `${name} (${entityId})` : entityId)).join(", ");
  return (
    <RecordSection heading="The account as it stood">
      <DescriptionList>
        <Description term="Holders">{holders || "none known"}</Description>
        {facts ? <FactRows facts={facts} on={begunAt.business.slice(0, 10)} /> : <Description term="As it stood">Not known: nobody here closed it.</Description>}
      </DescriptionList>
    </RecordSection>
  );
}

function FactRows({ facts, on }: { facts: ClosingFacts; on: string }) {
  const { credit, balance, scra } = facts;
  const protection = scraWords(scraPeriod(scra?.start ?? null, scra?.end ?? null, on));
  const amount = (value: number | null, currency: string | null) => (value === null ? "not reported" : moneyWords(value, currency ?? "USD"));
  return (
    <>
      <Description term="Status">{facts.status}{facts.statusReason && facts.statusReason !== facts.status ? `, ${facts.statusReason}` : ""} · {facts.capabilities.map(capabilityWords).join(", ") || "no capability"}</Description>
      <Description term="SCRA">{protection ? `${protection.period} (${protection.tag}, on ${dayWords(on)})` : "no protection reported"}</Description>
      <Description term="MLA">{facts.isMla === null ? "not reported" : facts.isMla ? "covered at origination" : "not covered at origination"}</Description>
      <Description term="Credit">{credit ? `available ${amount(credit.availableCredit, credit.currency)}, limit ${amount(credit.limit, credit.currency)}, at most ${amount(credit.maxLimit, credit.currency)}` : "none"}</Description>
      <Description term="Holds">{facts.openHolds.map(({ type }) => holdWords(type)).join(", ") || "none open"}</Description>
      <Description term="Balance">{balance ? moneyWords(balance.minorUnits, balance.currency) : "not known to the console"}</Description>
    </>
  );
}

/** What is different at Lead since. */
export function AccountChanges({ record: { before, after, changes, facts } }: AccountProps) {
  if (!before) return null;
  return (
    <RecordSection heading="Before and after" wide>
      {after === null ? <p>Lead shows no change: it did not come to that.</p> : (
        <table className="w-full text-left">
          <thead><tr className="text-xs text-text-3"><th scope="col" className="w-1/4 font-medium">Field</th><th scope="col" className="font-medium">Before</th><th scope="col" className="font-medium">After</th></tr></thead>
          <tbody>
            {changes.map(({ path, old, new: next }) => (
              <tr key={path} className="align-top">
                <td className="pr-3 text-text-3">{fieldLabel(path)}</td>
                <td className="pr-3 wrap-anywhere"><FieldValue path={path} value={old} currency={facts?.credit?.currency ?? undefined} /></td>
                <td className="wrap-anywhere"><FieldValue path={path} value={next} currency={facts?.credit?.currency ?? undefined} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </RecordSection>
  );
}
