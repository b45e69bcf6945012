import type { HoldView } from "@/lib/account-views";
import { plainDateWords } from "@/lib/fields/plain-date";
import { holdExpiry, holdWords } from "@/lib/hold-words";
import { Description, DescriptionList } from "../ui/description-list";
import { Time } from "../ui/time";

/** One hold as it was placed, for whoever decides on it. `today`: the program's business day. */
export function HoldFacts({ hold, today }: { hold: HoldView; today: string }) {
  const { type, reference, servedOn, expiresOn, note, placedBy, placedAt } = hold;
  return (
    <DescriptionList>
      <Description term="Hold"><span className="font-semibold">{holdWords(type)}</span></Description>
      {reference ? <Description term="Reference">{reference}</Description> : null}
      {servedOn ? <Description term="Served">{plainDateWords(servedOn)}</Description> : null}
      <Description term="Placed">{placedBy}, <Time at={placedAt} /></Description>
      {expiresOn ? <Description term="Expiry">{holdExpiry(expiresOn, today)?.words}</Description> : null}
      {note ? <Description term="Note"><span className="whitespace-pre-line">{note}</span></Description> : null}
    </DescriptionList>
  );
}
