import type { ClosedElsewhere } from "@/lib/closures/closed-elsewhere";
import { closedReasonWords } from "@/lib/closures/closing-words";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { Time } from "../ui/time";

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
