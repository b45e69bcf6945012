import type { Finding, Said } from "./compare";
import type { ExceptionField } from "./compare";

/** An exception that has not ended: open, or accepted by a person as long as both sides say what they said then. */
export type LiveException = { id: string; field: ExceptionField; theirs: Said; ours: Said; isAccepted: boolean };

export type Decision =
  | { kind: "open"; finding: Finding }
  | { kind: "confirm"; id: string; finding: Finding }
  | { kind: "end"; id: string; wasOpen: boolean; how: "agreed-by-file" | "covered" | "values-changed" };

/** What one account's findings make of its exceptions. What was not compared stays as it is. */
export function decide(findings: readonly Finding[], live: readonly LiveException[]): Decision[] {
  return findings.flatMap((finding): Decision[] => {
    const known = live.find(({ field }) => field === finding.field);
    if (finding.is !== "different") {
      return known ? [{ kind: "end", id: known.id, wasOpen: !known.isAccepted, how: finding.is === "same" ? "agreed-by-file" : "covered" }] : [];
    }
    if (!known) return [{ kind: "open", finding }];
    if (!known.isAccepted || (isSame(known.theirs, finding.theirs) && isSame(known.ours, finding.ours))) return [{ kind: "confirm", id: known.id, finding }];
    return [{ kind: "end", id: known.id, wasOpen: false, how: "values-changed" }, { kind: "open", finding }];
  });
}

const isSame = (one: Said, other: Said) => one.value === other.value && one.reason === other.reason && one.currency === other.currency;
