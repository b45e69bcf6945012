"use client";

import { useState } from "react";
import { closingNeedsSecondPerson } from "@/lib/approvals/second-person";
import type { ClosingContext } from "@/lib/closures/process-view";
import type { CloseReason } from "@/lib/lead/enums";

/** Whether who asks also decides, at once: as they choose, and never where another person has to. */
export function useWhoDecides({ mayDecide, secondPerson, facts, today }: ClosingContext, reason: CloseReason | null) {
  const [wanted, setDecideNow] = useState(mayDecide);
  const needsSecond = reason !== null && closingNeedsSecondPerson(secondPerson, reason, facts, today);
  return { needsSecond, decideNow: wanted && !needsSecond, setDecideNow };
}
