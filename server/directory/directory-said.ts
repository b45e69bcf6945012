import "server-only";
import type { DirectorySaid } from "@/lib/agreement/compare";
import { directoryEntries } from "../db/schema";

/** The columns that a ledger is compared with. */
export const saidColumns = {
  status: directoryEntries.status, statusReason: directoryEntries.statusReason, closedAt: directoryEntries.closedAt, currency: directoryEntries.currency,
  availableCredit: directoryEntries.availableCredit, creditLimit: directoryEntries.creditLimit, maxLimit: directoryEntries.maxLimit,
};

type Columns = Omit<DirectorySaid, "closedAt"> & { closedAt: Date | null };

export function directorySaid({ status, statusReason, closedAt, currency, availableCredit, creditLimit, maxLimit }: Columns): DirectorySaid {
  return { status, statusReason, closedAt: closedAt?.toISOString() ?? null, currency, availableCredit, creditLimit, maxLimit };
}
