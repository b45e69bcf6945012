import { statusReasons } from "@/lib/accounts/account-status";
import type { ClosedElsewhere } from "@/lib/closures/closed-elsewhere";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { Time } from "../ui/time";

/** Lead's reason in our words; one that came after us as Lead writes it. */
export function closedReasonWords(reason: string | null): string {
  if (reason === null) return "no reason given";
  if (!Object.hasOwn(statusReasons, reason)) return reason;
  const label = statusReasons[reason as keyof typeof statusReasons].label.replace(/^Closed /, "");
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** What Lead showed when the closure was first seen. */
export function ClosedElsewhereFacts({ closure }: { closure: ClosedElsewhere }) {
  const { accountId, productName, closedAt, reason, seenAt, statusBefore, hasNotice } = closure;
  return (
    <DescriptionList>
      <Description term="Account"><span className="mr-2">{productName}</span><CopyId id={accountId} /></Description>
      <Description term="Closed at Lead">{closedAt ? <Time at={closedAt} /> : <NoValue>Lead gives no date</NoValue>}, {closedReasonWords(reason)}</Description>
      <Description term="First seen"><Time at={seenAt} />, before that {statusBefore}</Description>
      <Description term="Notice at Lead">{hasNotice ? "An adverse action notice is recorded" : "No adverse action notice is recorded"}</Description>
    </DescriptionList>
  );
}
