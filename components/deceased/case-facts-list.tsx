import type { AccountDetail } from "@/lib/account-views";
import { estateRelationWords } from "@/lib/deceased/case-inputs";
import type { DeceasedCase } from "@/lib/deceased/case-view";
import { plainDateWords } from "@/lib/fields/plain-date";
import { revealEstate } from "../accounts/detail/read-account";
import { Description, DescriptionList } from "../ui/description-list";
import { RevealedText } from "../ui/revealed-text";
import { Time } from "../ui/time";
import { Survivors } from "./survivors";

type FactsProps = { detail: AccountDetail; of: DeceasedCase; next: string | null };

/** What is known of a case, step by step, and what comes next. */
export function CaseFactsList({ detail, of, next }: FactsProps) {
  const { reported, proof, told, estate, ended, facts } = of;
  return (
    <DescriptionList className="mt-3">
      {next ? <Description term="Next">{next}</Description> : null}
      {next ? <Description term="By">Compliance</Description> : null}
      <Description term="Reported">{reported.by}, <Time at={reported.at} />: {reported.toldBy}</Description>
      <Description term="Told us on">{plainDateWords(reported.toldOn)}</Description>
      {reported.diedOn ? <Description term="Died on">{plainDateWords(reported.diedOn)}</Description> : null}
      {proof ? <Description term={facts.proof === "withdrawn" ? "Proof, withdrawn" : "Proof"}>{proof.what}, accepted by {proof.by}, <Time at={proof.at} /></Description> : null}
      {ended === null && facts.survivors.length > 0 ? <Description term="Who remains"><Survivors detail={detail} of={of} /></Description> : null}
      {told ? <Description term="Holders told">{told.how}: {told.by}, <Time at={told.at} /></Description> : null}
      {estate ? <Description term="Estate"><Estate detail={detail} of={of} estate={estate} /> Recorded by {estate.by}, <Time at={estate.at} /></Description> : null}
      {ended ? <Description term="Ended">{ended.by}, <Time at={ended.at} />: {ended.comment}</Description> : null}
    </DescriptionList>
  );
}

type EstateProps = { detail: AccountDetail; of: DeceasedCase; estate: NonNullable<DeceasedCase["estate"]> };

/** Whom the estate has, masked; whoever may not know it hears that it is on record. */
function Estate({ detail: { program, accountId }, of, estate }: EstateProps) {
  if (estate.purged) return <span>Past its time and purged.</span>;
  if (estate.notNeeded !== null) return <span>No contact is needed: {estate.notNeeded}</span>;
  if (estate.masked === null) return <span>{of.facts.estate === "contact" ? "A contact is on record." : "No contact is needed."}</span>;
  const masked = `${estate.masked}${estate.relation ? ` (${estateRelationWords[estate.relation].toLowerCase()})` : ""}`;
  return <RevealedText masked={masked} of="contact" mayReveal={of.mayRevealEstate} reveal={async () => (await revealEstate(program, accountId, of.id)).contact} copyLabel="Copy the contact" />;
}
