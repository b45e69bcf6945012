import type { ReadNumber } from "./closing-record";

const mostNamed = 6;

/** "2 account numbers are still active: •••• 1234, •••• 9876 (of 3)", as Lead showed them. */
export function numbersWords(numbers: readonly ReadNumber[]): string {
  const active = numbers.filter(({ status }) => status === "active");
  if (numbers.length === 0) return "Lead shows no account number of the holders.";
  if (active.length === 0) return numbers.length === 1 ? "The one account number of the holders is not active." : `None of the ${numbers.length} account numbers of the holders is active.`;
  const named = active.slice(0, mostNamed).map(({ lastFour }) => (lastFour ? `•••• ${lastFour}` : "one without digits")).join(", ");
  const rest = active.length > mostNamed ? ` and ${active.length - mostNamed} more` : "";
  return `${active.length === 1 ? "1 account number of the holders is" : `${active.length} account numbers of the holders are`} still active: ${named}${rest}.`;
}
