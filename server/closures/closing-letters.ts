import "server-only";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { noticePath } from "@/lib/closures/closing-request-problems";
import { draftLetters } from "@/lib/closures/draft-letter";
import type { Letter } from "@/lib/closures/draft-letter";
import type { ClosingFacts } from "@/lib/closures/facts";
import { noticeChecklist } from "@/lib/closures/notice-checklist";
import type { ChecklistItem } from "@/lib/closures/notice-checklist";
import { noticeTermsOf } from "../notice-settings";
import type { Program } from "../programs";
import { lettersHashOf } from "../records/letter-hash";

/** With what the notice has and lacks; people are named by their ids alone. */
export type DraftedLetters = { letters: Letter[]; lettersHash: string; checklist: ChecklistItem[] } | { letters: null; lettersHash: null; checklist: null };

/** The letters of a request, in the program's wording of now: kept with it, and never drafted again. */
export function draftedLetters(program: Program, request: ClosingRequest, facts: ClosingFacts): DraftedLetters {
  if (noticePath(request) !== "letter" || !request.notice) return { letters: null, lettersHash: null, checklist: null };
  const { reason, determination, actionTakenOn, notice } = request;
  const terms = noticeTermsOf(program);
  const letters = draftLetters({ accountId: facts.accountId, productName: facts.productName, reason, determination: determination.kind, actionTakenOn, notice }, terms);
  const checklist = noticeChecklist({ notice, determination: determination.kind, facts, names: [], terms, deliveredOn: null });
  return { letters, lettersHash: lettersHashOf(letters), checklist };
}
