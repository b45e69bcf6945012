import { scraIsOpen } from "../closures/facts";
import type { ClosingFacts } from "../closures/facts";
import { reasonsAgainstScra } from "../closures/warnings";
import type { CloseReason } from "../lead/enums";

/** Where a program wants a second person (COMPLIANCE, Closing by reason); the rest one person does alone. */
export type SecondPersonSettings = {
  closing: Record<CloseReason, boolean>;
  /** Closings and line cuts while SCRA dates are open, whatever the reason's own setting. */
  openScra: boolean;
  correction: boolean;
};

/** A servicemember's own request and a pay-off are not held up by open SCRA dates. */
export function closingNeedsSecondPerson(settings: SecondPersonSettings, reason: CloseReason, facts: Pick<ClosingFacts, "scra">, today: string): boolean {
  return settings.closing[reason] || (settings.openScra && reasonsAgainstScra.includes(reason) && scraIsOpen(facts, today));
}
