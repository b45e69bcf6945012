import type { RecordNoticeInput, CorrectionPlan } from "./closing-inputs";
import type { FieldProblem } from "../result";
import { deliveryInstant } from "./delivery";
import { hasDeposit } from "./facts";
import type { ClosingFacts } from "./facts";
import { typedConfirmationProblem } from "./reasons";
import { noticeReasonsProblem } from "./notice-rules";
import type { NoticeRules } from "./notice-rules";
import { joinedReasons } from "./termination-reasons";

export type PlanMoment = {
  /** ISO 8601. */
  now: string;
  /** The program's business day. */
  today: string;
  zone: string;
};

/** A letter of the past: when it was decided on is not known here. */
const longAgo = "1970-01-01T00:00:00Z";

/** The notice that is recorded in between, as Lead takes it; undefined where the plan has none. */
export function plannedNotice({ closedAgain }: CorrectionPlan, { now, zone }: PlanMoment): RecordNoticeInput["notice"] | undefined {
  const notice = closedAgain?.notice;
  if (!notice) return undefined;
  const instant = deliveryInstant(notice.delivered, { decidedAt: longAgo, now, zone });
  return instant.ok ? { delivered_at: instant.value, reason: joinedReasons(notice.reasons), delivery_method: notice.method } : undefined;
}

/** Everything that is wrong with a plan for this closed account, by field. */
export function correctionProblems(plan: CorrectionPlan, facts: ClosingFacts, moment: PlanMoment & { rules: NoticeRules }): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path: `plan.${path}`, message });
  if (plan.foundOn > moment.today) refuse("foundOn", "This day has not come yet.");
  if (plan.trueClosedOn && plan.trueClosedOn > moment.today) refuse("trueClosedOn", "This day has not come yet.");
  if (facts.statusReason === "entity_closed" && hasDeposit(facts) && !plan.contact) {
    refuse("contact", "A deposit account that its holder closed is reopened only with a documented contact: who, how, when.");
  }
  const { closedAgain } = plan;
  if (closedAgain?.reason === "client_closed" && !closedAgain.notice && !facts.notice) {
    refuse("closedAgain.notice", "Lead requires a delivered notice for this reason, and holds none.");
  }
  if (closedAgain && closedAgain.reason === facts.statusReason && !closedAgain.notice) {
    refuse("closedAgain.reason", "Nothing would be different: choose another reason or another notice.");
  }
  if (closedAgain?.notice) problems.push(...noticeProblems(closedAgain.notice, facts, moment));
  const typed = typedConfirmationProblem(facts.accountId, plan.typed);
  if (typed) refuse("typed", typed);
  return problems;
}

type PlannedNotice = NonNullable<NonNullable<CorrectionPlan["closedAgain"]>["notice"]>;

function noticeProblems(notice: PlannedNotice, facts: ClosingFacts, { now, zone, rules }: PlanMoment & { rules: NoticeRules }): FieldProblem[] {
  const at = "plan.closedAgain.notice";
  const wrong = noticeReasonsProblem(notice.reasons, rules);
  const instant = deliveryInstant(notice.delivered, { decidedAt: longAgo, now, zone });
  return [
    ...(wrong ? [{ path: `${at}.reasons`, message: wrong }] : []),
    ...(facts.holderIds.includes(notice.recipientEntityId) ? [] : [{ path: `${at}.recipientEntityId`, message: "The notice goes to one of the account's holders." }]),
    ...(instant.ok ? [] : [{ path: `${at}.delivered.on`, message: instant.message }]),
  ];
}
