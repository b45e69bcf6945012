import type { CloseReason } from "../lead/enums";
import type { ClosingNotice } from "./closing-request";
import type { DeterminationKind } from "./determination";
import { filledIn } from "./letter-texts";
import type { LetterPart, LetterPlaceholder, LetterTexts } from "./letter-texts";
import type { NoticeRecipient } from "./notice-recipients";
import type { NoticeRules } from "./notice-rules";

export type Party = { name: string; address: string };

/** What a program's notices are made of: who they name, their wording, and what may be given as a reason. */
export type NoticeTerms = {
  /** Every one is named (Reg B 1002.9(g)); the first is who acts. */
  creditors: readonly Party[];
  agency: Party;
  /** Whether creditor and agency are ours and not the program's: counsel has yet to say that they are right. */
  partiesAreDefault: boolean;
  /** Where a customer writes to or calls; null: the creditor's address stands in, without a telephone number. */
  contact: string | null;
  texts: LetterTexts;
  rules: NoticeRules;
};

/** What a letter is about. */
export type LetterSubject = {
  accountId: string;
  productName: string;
  reason: CloseReason;
  determination: DeterminationKind;
  actionTakenOn: string;
  notice: Pick<ClosingNotice, "reasons" | "recipientEntityId" | "recipients" | "reasonsOnRequest">;
};

/** Text and, where the part has one, its list. */
export type LetterParagraph = { part: LetterPart; text: string; lines?: string[] };

/** One for each recipient; the name and the address are filled in by who prints or mails it. */
export type Letter = { entityId: string; paragraphs: LetterParagraph[] };

type Drafting = { subject: LetterSubject; terms: NoticeTerms; recipient: NoticeRecipient | null };

type PartRow = { part: LetterPart; applies?: (drafting: Drafting) => boolean; lines?: (drafting: Drafting) => string[] };

const partyLine = ({ name, address }: Party) => `${name}, ${address}`;

/** Reg B wants its notice where the closing is an adverse action; where Lead's rule alone asks for one, it does not apply. */
const underRegulationB = ({ subject }: Drafting) => subject.determination === "adverse-action";

/** The parts of a letter in their order (Reg B 1002.9(a)(2), (b); FCRA 615(a), (b)), and whom each is for. */
const partRows: readonly PartRow[] = [
  { part: "heading" },
  { part: "action" },
  { part: "debtStays", applies: ({ subject }) => subject.reason === "charged_off" },
  { part: "reasons", applies: ({ subject }) => !subject.notice.reasonsOnRequest, lines: ({ subject }) => subject.notice.reasons.map(({ text }) => text.trim()) },
  { part: "rightToReasons", applies: ({ subject }) => subject.notice.reasonsOnRequest === true },
  { part: "report", applies: ({ recipient }) => Boolean(recipient?.report) },
  { part: "score", applies: ({ recipient }) => Boolean(recipient?.report?.score), lines: ({ recipient }) => recipient?.report?.score?.factors ?? [] },
  { part: "otherInformation", applies: ({ recipient }) => recipient?.otherInformation === true },
  { part: "creditors", applies: underRegulationB, lines: ({ terms }) => terms.creditors.map(partyLine) },
  { part: "equalCredit", applies: underRegulationB },
  { part: "contact" },
];

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "November 20, 2026", as letters in the United States write it. */
function letterDay(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${months[Number(month) - 1]} ${Number(date)}, ${year}`;
}

function generalValues({ accountId, productName, actionTakenOn }: Omit<LetterSubject, "notice" | "reason" | "determination">, terms: NoticeTerms): Partial<Record<LetterPlaceholder, string>> {
  const [creditor] = terms.creditors;
  return {
    account: accountId, product: productName || "with us", action_day: letterDay(actionTakenOn), creditor: creditor?.name ?? "", contact: contactOf(terms),
    agency: terms.agency.name, agency_address: terms.agency.address,
  };
}

/** Where a customer is told to write to or call. */
export function contactOf({ contact, creditors: [creditor] }: NoticeTerms): string {
  return contact ?? (creditor ? partyLine(creditor) : "");
}

function reportValues(recipient: NoticeRecipient | null): Partial<Record<LetterPlaceholder, string>> {
  const report = recipient?.report;
  if (!report) return {};
  const { bureau, address, phone, score } = report;
  const ofScore = score ? { score: String(score.value), score_low: String(score.lowest), score_high: String(score.highest), score_day: letterDay(score.on), score_source: score.source } : {};
  return { bureau, bureau_address: address, bureau_phone: phone, ...ofScore };
}

function letterTo(entityId: string, drafting: Drafting): Letter {
  const values = { ...generalValues(drafting.subject, drafting.terms), ...reportValues(drafting.recipient) };
  const paragraphs = partRows
    .filter(({ applies }) => applies?.(drafting) ?? true)
    .map(({ part, lines }): LetterParagraph => {
      const text = filledIn(drafting.terms.texts[part], values);
      return lines ? { part, text, lines: lines(drafting) } : { part, text };
    });
  return { entityId, paragraphs };
}

/** One letter for each recipient, the primary one first. What a report says of one person stands in that one's letter alone. */
export function draftLetters(subject: LetterSubject, terms: NoticeTerms): Letter[] {
  const { recipients, recipientEntityId } = subject.notice;
  if (!recipients) return [letterTo(recipientEntityId, { subject, terms, recipient: null })];
  return recipients.map((recipient) => letterTo(recipient.entityId, { subject, terms, recipient }));
}

/** The corrective letter of a closing that is abandoned after its letter: the program's wording. */
export function correctiveText(subject: Pick<LetterSubject, "accountId" | "productName" | "actionTakenOn">, terms: NoticeTerms): string {
  return filledIn(terms.texts.corrective, generalValues(subject, terms));
}

/** A letter as plain text, without the lines that name the recipient: paragraphs apart, lists with a dash. */
export function letterText({ paragraphs }: Letter): string {
  return paragraphs.map(({ text, lines = [] }) => [text, ...lines.map((line) => `- ${line}`)].join("\n")).join("\n\n");
}

/** What an approval covers: each recipient's id and text, in their order. Its SHA-256 is kept with the closing. */
export function approvedText(letters: readonly Letter[]): string {
  return letters.map((letter) => `${letter.entityId}\n\n${letterText(letter)}\n`).join("\f");
}
