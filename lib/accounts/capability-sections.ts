import type { AccountGroup } from "./account-fields";
import { hasCredit, isUnderwritten } from "./capabilities";
import type { HolderType } from "./entity-facts";

/** The sections of the form of an account, in order. `signers` is the part of People that businesses add. */
export const formSections = ["account", "people", "signers", "application", "credit", "scra", "report", "notice", "documents", "metadata"] as const satisfies readonly (AccountGroup | "signers")[];
export type FormSection = (typeof formSections)[number];

/** `unknown`: a holder could not be looked up; `none`: no holder yet. */
export type FormHolderType = HolderType | "mixed" | "unknown" | "none";

type Situation = { capabilities: readonly string[]; holderType: FormHolderType };

const underwritten = ({ capabilities }: Situation) => isUnderwritten(capabilities);
const always = () => true;

/** When each section applies; what is hidden is neither asked nor sent (FACTS 5.2, 5.3). */
const applies = {
  account: always,
  people: always,
  signers: ({ holderType }) => holderType !== "consumer" && holderType !== "none",
  application: underwritten,
  credit: underwritten,
  scra: underwritten,
  report: underwritten,
  notice: ({ capabilities }) => hasCredit(capabilities),
  documents: always,
  metadata: always,
} satisfies Record<FormSection, (situation: Situation) => boolean>;

export function sectionsFor(capabilities: readonly string[], holderType: FormHolderType): readonly FormSection[] {
  return formSections.filter((section) => applies[section]({ capabilities, holderType }));
}
