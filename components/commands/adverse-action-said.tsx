import type { AdverseActionInput } from "@/lib/accounts/adverse-action";
import { determinationWords } from "@/lib/accounts/statement-form";
import { exclusionRows } from "@/lib/closures/determination";
import { noticeDueOn } from "@/lib/closures/due-dates";
import { joinedReasons } from "@/lib/closures/termination-reasons";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Description } from "../ui/description-list";

/** What was said of an adverse action, and when its notice is due; within a list of descriptions. */
export function AdverseActionSaid({ said: { determination, exclusion, basis, noticeReasons = [], actionTakenOn } }: { said: AdverseActionInput }) {
  if (!determination) return null;
  return (
    <>
      <Description term="Determination">{determinationWords[determination].label}</Description>
      {exclusion ? <Description term="Exclusion">{exclusionRows[exclusion].label}</Description> : null}
      {basis ? <Description term="Basis">{basis}</Description> : null}
      {noticeReasons.length > 0 ? <Description term="Principal reasons">{joinedReasons(noticeReasons)}</Description> : null}
      {actionTakenOn ? <Description term="Action taken on">{plainDateWords(actionTakenOn)}</Description> : null}
      {actionTakenOn && determination === "adverse-action" ? <Description term="Notice due">{plainDateWords(noticeDueOn(actionTakenOn))}</Description> : null}
    </>
  );
}
