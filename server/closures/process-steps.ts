import "server-only";
import type { DeactivateInput } from "@/lib/accounts/command-inputs";
import type { CloseAccountInput, CorrectionPlan, RecordNoticeInput, ReopenAccountInput } from "@/lib/closures/closing-inputs";
import type { NoticeAtLead } from "@/lib/closures/facts";
import { joinedReasons } from "@/lib/closures/termination-reasons";
import type { ForeignCommandName } from "@/lib/command";
import type { ClosureRow, ProcessRow } from "./process-row";

/** One foreign command of a process, and the stage that it leads to. */
export type ProcessStep = {
  step: string;
  name: ForeignCommandName;
  input: unknown;
  stageAfter: string;
  /** The notice that must be at Lead when the account is closed: the one that was decided with. */
  overNotice?: NoticeAtLead | null;
};

/** What a correction keeps of its plan, with the notice as it goes to Lead. */
export type StoredCorrectionPlan = CorrectionPlan & { noticeBody?: RecordNoticeInput["notice"] };
/** What a change of the inactive reason keeps: the deactivation that it ends in. */
export type StoredInactivePlan = { reason: DeactivateInput["reason"]; note: string; supportMayLift?: boolean; hold?: DeactivateInput["hold"] };

/** The notice as Lead takes it; the reasons in one string. */
export function noticeBody(closure: ClosureRow): RecordNoticeInput["notice"] {
  if (!closure.notice || !closure.deliveredAt) throw new Error(`The closing ${closure.processId} has no letter to record.`);
  return { delivered_at: closure.deliveredAt.toISOString(), reason: joinedReasons(closure.notice.reasons), delivery_method: closure.notice.method };
}

const asAtLead = (notice: RecordNoticeInput["notice"]): NoticeAtLead => ({ deliveredAt: notice.delivered_at, reason: notice.reason, deliveryMethod: notice.delivery_method });

/** The notice that the account is to be closed with; null where none is needed. */
export function noticeToCloseOver(closure: ClosureRow): NoticeAtLead | null {
  if (!closure.noticeNeeded) return null;
  return closure.notice ? (closure.deliveredAt && asAtLead(noticeBody(closure))) : closure.noticeFound;
}

/** The step that a closing takes by itself from its stage; undefined where a person is next. */
export function nextClosingStep(process: ProcessRow, closure: ClosureRow): ProcessStep | undefined {
  const { accountId } = process;
  const close: ProcessStep = { step: "close", name: "close-account", input: { accountId, reason: closure.reason } satisfies CloseAccountInput, stageAfter: "closed", overNotice: noticeToCloseOver(closure) };
  if (process.stage === "recorded") return close;
  if (process.stage === "letter-sent") {
    return { step: "record-notice", name: "record-notice", input: { accountId, notice: noticeBody(closure) } satisfies RecordNoticeInput, stageAfter: "recorded" };
  }
  return process.stage === "decided" && closure.notice === null ? close : undefined;
}

function correctionSteps(accountId: string, plan: StoredCorrectionPlan): ProcessStep[] {
  const reopen: ProcessStep = { step: "reopen", name: "reopen-account", input: { accountId } satisfies ReopenAccountInput, stageAfter: "reopened" };
  if (!plan.closedAgain) return [{ ...reopen, stageAfter: "done" }];
  const { reason } = plan.closedAgain;
  const close: ProcessStep = { step: "close-again", name: "close-account", input: { accountId, reason } satisfies CloseAccountInput, stageAfter: "done" };
  if (!plan.noticeBody) return [reopen, close];
  close.overNotice = asAtLead(plan.noticeBody);
  const record: ProcessStep = { step: "record-notice", name: "record-notice", input: { accountId, notice: plan.noticeBody } satisfies RecordNoticeInput, stageAfter: "recorded" };
  return [reopen, record, close];
}

function inactiveReasonSteps(accountId: string, { reason, note, supportMayLift, hold }: StoredInactivePlan): ProcessStep[] {
  return [
    { step: "activate", name: "activate-account", input: { accountId, note }, stageAfter: "activated" },
    { step: "deactivate", name: "deactivate-account", input: { accountId, reason, note, supportMayLift, hold } satisfies DeactivateInput, stageAfter: "done" },
  ];
}

/** The next step of the processes that run from start to end without a person between. */
export function nextPlannedStep(process: ProcessRow): ProcessStep | undefined {
  const steps = process.kind === "correction"
    ? correctionSteps(process.accountId, process.plan as StoredCorrectionPlan)
    : inactiveReasonSteps(process.accountId, process.plan as StoredInactivePlan);
  if (process.stage === "started") return steps[0];
  const done = steps.findIndex(({ stageAfter }) => stageAfter === process.stage);
  return done < 0 ? undefined : steps[done + 1];
}
