import type { ImportDetail } from "./import-views";
import { rowKinds } from "./import-words";
import type { RowKind } from "./import-words";

/** Rows that Lead still has to be asked about. */
export function rowsLeft({ toRead, entered, knownMeanwhile, refused }: Pick<ImportDetail, "toRead" | "entered" | "knownMeanwhile" | "refused">): number {
  return Math.max(0, toRead - entered - knownMeanwhile - refused);
}

/** How many rows there are of each kind now, without the kinds that have none. Before the start `new` leaves out what is known elsewhere. */
export function rowCounts(detail: Pick<ImportDetail, "status" | "found" | "toRead" | "entered" | "knownMeanwhile" | "refused">): { kind: RowKind; count: number }[] {
  const { status, found, entered, knownMeanwhile, refused } = detail;
  const counts: Partial<Record<RowKind, number>> = {
    ...found,
    new: status === "ready" ? found.new : rowsLeft(detail),
    known: (found.known ?? 0) + knownMeanwhile,
    entered,
    refused,
  };
  return rowKinds.flatMap((kind) => (counts[kind] ? [{ kind, count: counts[kind] }] : []));
}

/** Rows that a person may want to put right: what names no account, and what did not enter. */
export function notEntered({ found, refused }: Pick<ImportDetail, "found" | "refused">): number {
  return (found.malformed ?? 0) + (found["no-lookup"] ?? 0) + refused;
}
