"use client";

import { applicationEsign } from "@/lib/closures/facts";
import type { ClosingFacts } from "@/lib/closures/facts";
import type { ClosingContext } from "@/lib/closures/process-view";
import { useApplicationLookup } from "../commands/account-form/lookups";

/** What a closing looks at, with the E-Sign consent of the account's application: asked of Lead while the dialog is open. */
export function useFactsWithApplication({ program, facts }: ClosingContext, open: boolean): ClosingFacts {
  const application = useApplicationLookup(program, open ? (facts.applicationId ?? "") : "");
  if (application.state === "failed") return { ...facts, applicationEsign: "unavailable" };
  if (application.state === "none") return { ...facts, applicationEsign: applicationEsign(null) };
  return application.state === "found" ? { ...facts, applicationEsign: applicationEsign(application.facts) } : facts;
}
