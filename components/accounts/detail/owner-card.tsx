"use client";

import type { AccountDetail } from "@/lib/account-views";
import { contactChannelWords } from "@/lib/accounts/command-inputs";
import { plainDateWords } from "@/lib/fields/plain-date";
import { OwnerContactDialog } from "../../commands/owner-contact-dialog";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Description, DescriptionList, NoValue } from "../../ui/description-list";
import { Time } from "../../ui/time";
import { useAccountDialog } from "../use-account-dialog";

/** When the owner was last heard of: two dates that nothing of the bank's or the program's own fills. */
export function OwnerCard({ detail, mayRecord }: { detail: AccountDetail; mayRecord: boolean }) {
  const { openDialog } = useAccountDialog();
  const { contact, activity } = detail.ownerDates;
  return (
    <Card heading="The owner" aside={mayRecord ? <Button size="small" onClick={() => openDialog("record-owner-contact")}>Record a contact</Button> : null}>
      <DescriptionList>
        <Description term="Last contact">{contact ? <><Time at={contact.at} />, {contactChannelWords[contact.channel].toLowerCase()}</> : <NoValue>none recorded here</NoValue>}</Description>
        <Description term="Last activity">{activity ? <>{plainDateWords(activity.on)} <span className="text-text-3">by your ledger as of <Time at={activity.asOf} /></span></> : <NoValue>your ledger has not said</NoValue>}</Description>
      </DescriptionList>
      {mayRecord ? <OwnerContactDialog program={detail.program} detail={detail} /> : null}
    </Card>
  );
}
