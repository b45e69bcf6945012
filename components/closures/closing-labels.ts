import type { ClosingRequest } from "@/lib/closures/closing-request";
import { noticePath } from "@/lib/closures/closing-request-problems";
import { reasonQuestions } from "@/lib/closures/reasons";
import type { CloseReason } from "@/lib/lead/enums";

/** What the last button does. */
export function closingLabel(mayDecide: boolean, decides: boolean, request: ClosingRequest | null): string {
  if (!decides) return mayDecide ? "Ask another person to decide" : "Ask compliance to decide";
  return request && noticePath(request) === "letter" ? "Decide; the letter comes next" : "Close the account";
}

/** As the dialog calls them; the others read well enough as they are named. */
const fieldLabels: Record<string, string> = {
  "determination.basis": "What this rests on",
  "determination.agreedWith": "Which holder agreed",
  "notice.reasons": "Principal reasons",
  "notice.recipientEntityId": "Who gets it",
  "notice.recipients": "Recipients",
  report: "Whether a consumer report was used",
  "report.bureau": "Bureau",
  "report.address": "Address of the bureau",
  "report.phone": "Telephone number of the bureau",
  "report.score": "Whether a credit score was used",
  "report.score.value": "Score",
  "report.score.lowest": "Lowest possible score",
  "report.score.highest": "Highest possible score",
  "report.score.on": "Day of the score",
  "report.score.source": "Who provided the score",
  "report.score.factors": "Key factors of the score",
  "notice.method": "How it is delivered",
  "notice.otherMethod": "Which way",
  "existingNotice.isThisOne": "The notice at Lead",
  "existingNotice.olderReason": "Why it is the one",
  "statements.stillPostReason": "Why it is closed now all the same",
};

/** A field of the closing as a person knows it, for the summary of what is wrong. */
export function closingFieldLabel(path: string, reason: CloseReason | null): string {
  const own = path.replace(/^request\./, "");
  const question = reason ? reasonQuestions(reason).find(({ name }) => own === `answers.${name}`) : undefined;
  if (question) return question.label.replace(/\?$/, "");
  const ofRecipient = own.replace(/^notice\.(?:recipients\[\d+\]|holders\.\w+)\./, "").replace(/\[\d+\]$/, "");
  const name = own.split(".").at(-1) ?? own;
  return fieldLabels[own] ?? fieldLabels[ofRecipient] ?? name.replace(/([A-Z])/g, " $1").toLowerCase().replace(/^./, (letter) => letter.toUpperCase());
}
