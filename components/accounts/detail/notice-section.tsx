import { deliveryMethodRows } from "@/lib/accounts/adverse-action-notice";
import { deliveryMethods, isOneOf } from "@/lib/lead/enums";
import type { LeadAdverseActionNotice } from "@/lib/lead/account";
import { Card } from "../../ui/card";
import { Description, DescriptionList, NoValue } from "../../ui/description-list";
import { Time } from "../../ui/time";

function methodWords(method: string): string {
  return isOneOf(deliveryMethods, method) ? deliveryMethodRows[method].label : method;
}

/** Lead's one slot for a notice; the document of the same name stands among the documents. */
export function NoticeSection({ notice }: { notice: LeadAdverseActionNotice | undefined }) {
  return (
    <Card heading="Adverse action notice">
      {notice ? (
        <DescriptionList>
          <Description term="Delivered">{notice.delivered_at ? <Time at={notice.delivered_at} /> : <NoValue />}</Description>
          <Description term="How">{notice.delivery_method ? methodWords(notice.delivery_method) : <NoValue />}</Description>
          <Description term="Reason given">{notice.reason ?? <NoValue />}</Description>
        </DescriptionList>
      ) : (
        <p className="text-text-3">Lead holds no notice for this account.</p>
      )}
    </Card>
  );
}
