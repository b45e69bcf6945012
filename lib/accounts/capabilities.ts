import { capabilities, isOneOf, type Capability } from "../lead/enums";

type CapabilityRow = { label: string; meaning: string };

/** What each capability is to a person (FACTS 4.3, 5.2). They can be added to an account and never taken away. */
export const capabilityRows = {
  deposit: { label: "Deposit", meaning: "Holds money: checking or savings." },
  credit_with_underwriting: { label: "Credit, underwritten", meaning: "A line or a loan from an approved application. Asks for the application and the credit terms." },
  credit_without_underwriting: { label: "Overdraft", meaning: "Courtesy credit without an application, for example overdraft beside a deposit." },
} satisfies Record<Capability, CapabilityRow>;

/** The capability in words; one that Lead added later is shown as it came. */
export function capabilityWords(value: string): string {
  return isOneOf(capabilities, value) ? capabilityRows[value].label : value;
}

/** Of those added to an account: it reveals the application and the credit terms. */
export function isUnderwritten(held: readonly string[]): boolean {
  return held.includes("credit_with_underwriting");
}

/** Regulation B speaks of credit only (COMPLIANCE, determination). */
export function hasCredit(held: readonly string[]): boolean {
  return isUnderwritten(held) || held.includes("credit_without_underwriting");
}
