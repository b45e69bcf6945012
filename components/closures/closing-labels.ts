import type { ClosingRequest } from "@/lib/closures/closing-request";
import { noticePath } from "@/lib/closures/closing-request-problems";

/** What the last button does. */
export function closingLabel(decides: boolean, request: ClosingRequest | null): string {
  if (!decides) return "Ask compliance to decide";
  return request && noticePath(request) === "letter" ? "Decide; the letter comes next" : "Close the account";
}
