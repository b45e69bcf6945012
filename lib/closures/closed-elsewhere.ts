import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { accountId } from "../lead/ids";

/** What compliance found out about a closure that nobody made here. */
export const closedElsewhereFindings = ["ours", "lead", "mistaken"] as const;
export type ClosedElsewhereFinding = (typeof closedElsewhereFindings)[number];

export const findingRows = {
  ours: { label: "Closed by another of our systems", meaning: "Rightly closed; what the law asks of a closing was done there." },
  lead: { label: "Closed by Lead", meaning: "Lead closed it of its own accord, and said why." },
  mistaken: { label: "Closed by mistake", meaning: "It should not be closed, or not like this. Correct the closure on the account as well." },
} satisfies Record<ClosedElsewhereFinding, { label: string; meaning: string }>;

export const completeClosedElsewhereInput = z.strictObject({
  closureId: z.uuid().transform((id) => id.toLowerCase()),
  accountId,
  finding: z.enum(closedElsewhereFindings, "Choose what you found."),
  reason: operatorText(),
});

/** A closure that Lead showed and nobody here made, not completed yet. Times are ISO 8601, UTC. */
export type ClosedElsewhere = {
  id: string;
  accountId: string;
  productName: string;
  seenAt: string;
  closedAt: string | null;
  /** Lead's own reason, as it wrote it. */
  reason: string | null;
  statusBefore: string;
  hasNotice: boolean;
};
