import type { DeliveryMethod } from "../lead/enums";
import type { Letter } from "./draft-letter";
import type { ClosingEnd, ClosingStage } from "./stages";

/** `void`: it was declined, or ended before a letter went out; nothing of it is sent. */
export type LetterState = "draft" | "approved" | "void";

export const letterMarks = {
  draft: "DRAFT – not approved, not to be sent",
  approved: null,
  void: "VOID – this closing was not approved or was abandoned; not to be sent",
} satisfies Record<LetterState, string | null>;

/** Before the approval a draft; after it the letter is fixed, for as long as it may still go out or has gone out. */
export function letterStateOf(stage: ClosingStage | ClosingEnd, deliveredOn: string | null): LetterState {
  if (stage === "requested") return "draft";
  if (deliveredOn !== null) return "approved";
  return stage === "decided" || stage === "closed" ? "approved" : "void";
}

export type Recipient = { entityId: string; /** As the directory has it. */ name: string | null };

/** What the page of the letters of one closing shows. */
export type LettersShown = {
  program: string;
  recordId: string;
  accountId: string;
  productName: string;
  state: LetterState;
  /** Null where none was drafted here. */
  letters: Letter[] | null;
  lettersHash: string | null;
  /** The primary one first. */
  recipients: Recipient[];
  delivery: { method: DeliveryMethod; otherMethod?: string } | null;
  /** Who decided, and when: ISO 8601. */
  decided: { by: string; at: string } | null;
  deliveredOn: string | null;
  /** Of a closing whose letter is out: what is sent where it is abandoned, or was. */
  corrective: { sentOn: string | null; text: string } | null;
};
