import type { FieldProblem } from "../result";
import type { ClosingRequest } from "./closing-request";
import { determinationProblem, noticeNeed } from "./determination";
import type { ClosingFacts } from "./facts";
import { answerProblems } from "./questions";
import { closeReasonRows, reasonQuestions, typedConfirmationProblem } from "./reasons";
import { recipientProblems } from "./notice-recipients";
import { noticeReasonsProblem } from "./notice-rules";
import type { NoticeRules } from "./notice-rules";
import { closingWarnings, isOlder } from "./warnings";
import type { Warning } from "./warnings";

export type RequestMoment = {
  /** ISO 8601. */
  now: string;
  /** The program's business day. */
  today: string;
};

/** The moment, and what the program's notices may give as reasons. */
export type RequestTerms = RequestMoment & { rules: NoticeRules };

/** How the notice comes to be for a request: a letter of this closing, the one at Lead, or none. */
export function noticePath(request: Pick<ClosingRequest, "reason" | "determination" | "existingNotice">): "letter" | "existing" | "none" {
  if (!noticeNeed(request.reason, request.determination.kind).needed) return "none";
  return request.existingNotice?.isThisOne ? "existing" : "letter";
}

export function requestWarnings(request: ClosingRequest, facts: ClosingFacts, moment: RequestMoment): Warning[] {
  return closingWarnings({
    facts,
    reason: request.reason,
    answers: request.answers,
    method: noticePath(request) === "letter" ? (request.notice?.method ?? null) : null,
    canStillPost: request.statements.canStillPost,
    requestedAt: moment.now,
    noticeIsNeeded: noticePath(request) !== "none",
    accountNumbers: null,
    today: moment.today,
  });
}

/** Everything that is wrong with a request for this account, by field; the dialog and the server ask the same. */
export function closingRequestProblems(request: ClosingRequest, facts: ClosingFacts, moment: RequestTerms): FieldProblem[] {
  return [
    ...answerProblems(reasonQuestions(request.reason), facts, request.answers, moment.today),
    ...actionProblems(request, moment),
    ...acknowledgementProblems(request, facts, moment),
    ...[determinationProblem(request.determination, facts)].filter((problem) => problem !== null),
    ...noticeProblems(request, facts, moment),
    ...confirmationProblems(request, facts),
  ];
}

function actionProblems({ actionTakenOn }: ClosingRequest, { today }: RequestMoment): FieldProblem[] {
  return actionTakenOn > today ? [{ path: "actionTakenOn", message: "The action is taken today or was taken earlier." }] : [];
}

function acknowledgementProblems(request: ClosingRequest, facts: ClosingFacts, moment: RequestMoment): FieldProblem[] {
  return requestWarnings(request, facts, moment)
    .filter(({ severity, code }) => severity === "blocking" && !request.statements.acknowledged[code])
    .map(({ code, title }) => ({ path: `statements.acknowledged.${code}`, message: `Give a reason: ${title}` }));
}

function noticeProblems(request: ClosingRequest, facts: ClosingFacts, moment: RequestTerms): FieldProblem[] {
  const path = noticePath(request);
  const { notice, existingNotice } = request;
  const problems: FieldProblem[] = [];
  const refuse = (at: string, message: string) => problems.push({ path: at, message });
  if (path === "none") {
    if (notice || existingNotice) refuse("notice", "No notice is due for this reason and determination.");
    return problems;
  }
  if (facts.notice && !existingNotice) refuse("existingNotice.isThisOne", "Lead holds a notice: say whether it is the one for this closing.");
  if (!facts.notice && existingNotice) refuse("existingNotice.isThisOne", "Lead holds no notice for this account.");
  if (path === "existing") {
    if (notice) refuse("notice", "The notice at Lead is the one for this closing; there is no second.");
    if (isOlder(facts, moment.now) && !existingNotice?.olderReason) refuse("existingNotice.olderReason", "The notice is older than this request: say why it is the one.");
    return problems;
  }
  if (!notice) refuse("notice.reasons", "A notice is due: give its reasons, who gets it and how.");
  if (!notice) return problems;
  const wrong = noticeReasonsProblem(notice.reasons, moment.rules);
  if (wrong) refuse("notice.reasons", wrong);
  return [...problems, ...recipientProblems(notice, facts, moment.today)];
}

function confirmationProblems(request: ClosingRequest, facts: ClosingFacts): FieldProblem[] {
  if (!closeReasonRows[request.reason].typed) return [];
  const wrong = typedConfirmationProblem(facts.accountId, request.typed);
  return wrong ? [{ path: "typed", message: wrong }] : [];
}
