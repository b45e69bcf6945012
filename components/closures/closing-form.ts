import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { closingRequest } from "@/lib/closures/closing-request";
import { closingRequestProblems } from "@/lib/closures/closing-request-problems";
import { noticeNeed, onlyLeadAsks, suggestedDetermination } from "@/lib/closures/determination";
import type { DeterminationKind, Exclusion } from "@/lib/closures/determination";
import type { ClosingContext } from "@/lib/closures/process-view";
import { answerProblems, askedQuestions, standingAnswers } from "@/lib/closures/questions";
import type { ClosingAnswers } from "@/lib/closures/questions";
import { reasonQuestions } from "@/lib/closures/reasons";
import { noticeReasonsProblem } from "@/lib/closures/notice-rules";
import type { NoticeReason } from "@/lib/closures/termination-reasons";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import type { CloseReason } from "@/lib/lead/enums";
import type { FieldProblem } from "@/lib/result";
import { chosenRecipients, emptyRecipient, isRecipient, recipientsOf } from "./recipient-form";
import type { RecipientForm } from "./recipient-form";

/** What a person has entered so far; texts as they are typed. */
export type ClosingForm = {
  reason: CloseReason | null;
  reasonBefore: CloseReason | null;
  /** Was told that Lead wants the notice though the determination does not. */
  readLeadsRule: boolean;
  canStillPost: boolean | null;
  stillPostReason: string;
  acknowledged: Record<string, string>;
  answers: Record<string, string | boolean>;
  actionTakenOn: string;
  determination: DeterminationKind | null;
  exclusion: Exclusion | null;
  agreedWith: string;
  currentlyDelinquent: boolean | null;
  basis: string;
  isThisOne: boolean;
  olderReason: string;
  reasons: NoticeReason[];
  reasonsOnRequest: boolean;
  recipientEntityId: string | null;
  /** One for each holder. */
  recipients: RecipientForm[];
  method: "email" | "text" | "other" | null;
  otherMethod: string;
  note: string;
  typed: string;
};

export function emptyClosingForm({ today, holders }: ClosingContext): ClosingForm {
  return {
    reason: null, reasonBefore: null, readLeadsRule: false, canStillPost: null, stillPostReason: "", acknowledged: {}, answers: {}, actionTakenOn: plainDateWords(today),
    determination: null, exclusion: null, agreedWith: "", currentlyDelinquent: null, basis: "",
    isThisOne: false, olderReason: "", reasons: [], reasonsOnRequest: false, recipientEntityId: holders[0]?.entityId ?? null,
    recipients: holders.map(({ entityId }) => emptyRecipient(entityId)), method: null, otherMethod: "", note: "", typed: "",
  };
}

const filled = (text: string): string | undefined => text.trim() || undefined;

/** Texts as the values that they stand for; what cannot be read stays as it is, for the rules to refuse. */
export function typedAnswers({ reason, answers }: ClosingForm, context: ClosingContext): ClosingAnswers {
  if (!reason) return {};
  const questions = reasonQuestions(reason);
  const values = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => {
      const kind = questions.find((question) => question.name === name)?.kind;
      if (typeof answer !== "string") return [name, answer];
      if (kind === "integer" && /^\d{1,9}$/.test(answer.trim())) return [name, Number(answer.trim())];
      if (kind === "date") return [name, dateOf(answer)];
      return [name, answer.trim()];
    }),
  );
  return standingAnswers(questions, context.facts, values);
}

export function shownQuestions(form: ClosingForm, context: ClosingContext) {
  return form.reason ? askedQuestions(reasonQuestions(form.reason), context.facts, typedAnswers(form, context)) : [];
}

function dateOf(text: string): string {
  const parsed = parsePlainDate(text);
  return parsed.ok ? parsed.value : text.trim();
}

export function needOf(form: ClosingForm) {
  return form.reason && form.determination ? noticeNeed(form.reason, form.determination) : null;
}

/**
 * Another reason has other questions, and is determined anew. A change after reading Lead's own rule is kept, and
 * listed for compliance.
 */
export function withReason(form: ClosingForm, reason: CloseReason, { facts }: ClosingContext): ClosingForm {
  const leaves = form.readLeadsRule && form.reason === "client_closed";
  const suggested = suggestedDetermination(reason, facts);
  return { ...form, reason, answers: {}, determination: suggested?.kind ?? null, exclusion: suggested?.exclusion ?? null, reasonBefore: leaves ? "client_closed" : form.reasonBefore };
}

/** What leaving the step of the notice leaves behind. */
export function leavingNotice(form: ClosingForm): Partial<ClosingForm> {
  const need = needOf(form);
  return need && onlyLeadAsks(need) ? { readLeadsRule: true } : {};
}

function determinationOf(form: ClosingForm): unknown {
  const basis = filled(form.basis);
  if (form.determination !== "excluded") return form.determination ? { kind: form.determination, basis } : undefined;
  return { kind: "excluded", exclusion: form.exclusion ?? undefined, agreedWith: filled(form.agreedWith), currentlyDelinquent: form.currentlyDelinquent ?? undefined, basis };
}

function noticeOf(form: ClosingForm, context: ClosingContext): Pick<ClosingRequest, "notice" | "existingNotice"> | Record<string, unknown> {
  if (!needOf(form)?.needed) return {};
  const existingNotice = context.facts.notice ? { isThisOne: form.isThisOne, olderReason: form.isThisOne ? filled(form.olderReason) : undefined } : undefined;
  if (existingNotice?.isThisOne) return { existingNotice };
  const notice = {
    reasons: form.reasons, reasonsOnRequest: form.reasonsOnRequest || undefined, recipientEntityId: form.recipientEntityId ?? undefined, recipients: recipientsOf(form.recipients, form.recipientEntityId),
    method: form.method ?? undefined, otherMethod: form.method === "other" ? filled(form.otherMethod) : undefined,
  };
  return { existingNotice, notice };
}

export type CheckedClosing = { request: ClosingRequest | null; problems: FieldProblem[] };

/** The request as it would be sent, and everything that is wrong with it; the server asks the same again. */
export function checkedClosing(form: ClosingForm, context: ClosingContext): CheckedClosing {
  const acknowledged = Object.fromEntries(Object.entries(form.acknowledged).flatMap(([code, text]) => (text.trim() ? [[code, text.trim()]] : [])));
  const parsed = closingRequest.safeParse({
    reason: form.reason ?? undefined,
    reasonBefore: form.reasonBefore && form.reasonBefore !== form.reason ? form.reasonBefore : undefined,
    statements: { canStillPost: form.canStillPost ?? undefined, stillPostReason: form.canStillPost ? filled(form.stillPostReason) : undefined, acknowledged },
    answers: typedAnswers(form, context),
    actionTakenOn: dateOf(form.actionTakenOn),
    determination: determinationOf(form),
    ...noticeOf(form, context),
    note: filled(form.note),
    typed: filled(form.typed),
  });
  if (parsed.success) return { request: parsed.data, problems: [...closingRequestProblems(parsed.data, context.facts, { ...context, rules: context.terms.rules }), ...unaskedHolders(form, context)] };
  const misshapen = fieldProblemsOf(parsed.error).map(({ path, message }) => ({ path, message: unsaidOf(path, form, context) ?? missingWords[path] ?? message }));
  return { request: null, problems: [...misshapen, ...problemsMeanwhile(form, context).filter(({ path }) => !misshapen.some((problem) => problem.path === path))] };
}

/** What can be said before the request is whole, so that everything wrong on a step is said at once. */
function problemsMeanwhile(form: ClosingForm, context: ClosingContext): FieldProblem[] {
  const answers = form.reason ? answerProblems(reasonQuestions(form.reason), context.facts, typedAnswers(form, context), context.today) : [];
  const reasons = isLetterDue(form, context) ? noticeReasonsProblem(form.reasons, context.terms.rules) : null;
  return [...answers, ...(reasons ? [{ path: "notice.reasons", message: reasons }] : []), ...unaskedHolders(form, context)];
}

function isLetterDue(form: ClosingForm, { facts }: ClosingContext): boolean {
  return needOf(form)?.needed === true && !(facts.notice && form.isThisOne);
}

/** A holder who gets no letter is asked all the same: that no report was used of them is said, and not supposed. */
function unaskedHolders(form: ClosingForm, context: ClosingContext): FieldProblem[] {
  const unasked = form.recipients.filter((one) => one.usedReport === null && !isRecipient(one, form.recipientEntityId));
  return isLetterDue(form, context) ? unasked.map(({ entityId }) => ({ path: `notice.holders.${entityId}.report`, message: sayWhether(entityId, context) })) : [];
}

function sayWhether(id: string | undefined, { holders }: ClosingContext): string {
  return `Say whether a consumer report about ${holders.find(({ entityId }) => entityId === id)?.name ?? id} was used.`;
}

/** Of several recipients, the one of whom it was not said. */
function unsaidOf(path: string, form: ClosingForm, context: ClosingContext): string | undefined {
  const at = /^notice\.recipients\[(\d+)\]\.report$/.exec(path)?.[1];
  return at === undefined ? undefined : sayWhether(chosenRecipients(form.recipients, form.recipientEntityId)[Number(at)]?.entityId, context);
}

const missingWords: Record<string, string> = {
  reason: "Choose a reason.",
  determination: "Choose a determination.",
  "determination.kind": "Choose a determination.",
  "determination.basis": "Say what this rests on.",
  "notice.recipientEntityId": "Choose who gets the notice.",
};

/** The step of the dialog that a field is on. */
export function stepOf(path: string): 0 | 1 | 2 {
  if (/^(determination|notice|existingNotice)(\.|$)/.test(path)) return 1;
  return path === "typed" || path === "note" ? 2 : 0;
}

export function closingControlId(path: string): string {
  return `closing-${path.replaceAll(/[.[\]]+/g, "-")}`;
}
