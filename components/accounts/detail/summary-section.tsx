import type { LeadAccount } from "@/lib/lead/account";
import { Card } from "../../ui/card";
import { CopyId } from "../../ui/copy-id";
import { Description, DescriptionList, NoValue } from "../../ui/description-list";
import { Time } from "../../ui/time";
import { CapabilityTags } from "../capability-tags";

const holderTypeWords: Record<string, string> = { consumer: "Consumer", commercial: "Commercial" };

export function SummarySection({ body }: { body: LeadAccount }) {
  const holderType = body.entities?.account_holder_type;
  return (
    <Card heading="Account">
      <DescriptionList>
        <Description term="Account id"><CopyId id={body.id} whole /></Description>
        <Description term="Client account id">
          {body.client_account_id ? <CopyId id={body.client_account_id} whole /> : <NoValue>Lead shows none</NoValue>}
        </Description>
        <Description term="Capabilities"><CapabilityTags capabilities={body.capabilities ?? []} /></Description>
        <Description term="Holder type">{holderType ? (holderTypeWords[holderType] ?? holderType) : <NoValue />}</Description>
        <Description term="Application">{body.application_id ? <CopyId id={body.application_id} whole /> : <NoValue />}</Description>
        <Description term="Opened">{body.created_at ? <Time at={body.created_at} /> : <NoValue />}</Description>
        <Description term="Updated at Lead">{body.updated_at ? <Time at={body.updated_at} /> : <NoValue />}</Description>
        {body.details?.closed_at ? <Description term="Reported closed"><Time at={body.details.closed_at} /></Description> : null}
      </DescriptionList>
    </Card>
  );
}
