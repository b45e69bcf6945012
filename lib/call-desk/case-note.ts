import { contactChannelWords, verificationMethodWords } from "../accounts/command-inputs";
import { zonedTimeText } from "../fields/zoned-time";
import type { CallOutcome } from "./call-times";
import { secondsWords } from "./call-times";
import type { HandoverContact } from "./handovers";

/** What a call was, as far as the console knows it; times ISO 8601. */
export type CallFacts = {
  at: string;
  zone: string;
  seconds: number;
  agent: string;
  accountId: string;
  clientAccountId: string | null;
  productName: string;
  /** The holder who called; null where nobody was verified. */
  caller: string | null;
  contact: Pick<HandoverContact, "verifiedBy" | "channel"> | null;
  statusBefore: string;
  outcome: CallOutcome;
  /** Of the command, for whoever looks it up. */
  reference: string | null;
  told: string;
  note: string;
};

const outcomeWords: Record<CallOutcome, string> = {
  reactivated: "Reactivated; Lead has confirmed it.",
  "handed-over": "Handed over to compliance.",
  answered: "Answered; nothing was changed.",
};

/** To be pasted into the case system: plain lines, with the facts filled in. */
export function caseNote(facts: CallFacts): string {
  const { at, zone, seconds, agent, accountId, clientAccountId, productName, caller, contact, statusBefore, outcome, reference, told, note } = facts;
  const verified = contact ? `, verified by ${verificationMethodWords[contact.verifiedBy].toLowerCase()}, ${contactChannelWords[contact.channel].toLowerCase()}` : "";
  return [
    `Call: ${zonedTimeText(at, zone).slice(0, 16)} (${zone}), ${secondsWords(seconds)}, ${agent}`,
    `Account: ${productName || "no product name"}, ${accountId}${clientAccountId ? `, client account id ${clientAccountId}` : ""}`,
    `Caller: ${caller ? `${caller} (holder)${verified}` : "not verified"}`,
    `Status: ${statusBefore}`,
    `Done: ${outcomeWords[outcome]}${reference ? ` Request ${reference}` : ""}`,
    `Told: ${told}`,
    ...(note.trim() === "" ? [] : [`Note: ${note.trim()}`]),
  ].join("\n");
}
