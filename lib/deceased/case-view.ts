import type { EstateRelation } from "./case-inputs";
import type { CaseAct, CaseFacts, CaseOutcome } from "./case-standing";

type Done = { by: string; at: string };

/** A case as the card of the account shows it. Times are ISO 8601 in UTC, days plain days of the program's zone. */
export type DeceasedCase = {
  id: string;
  entityId: string;
  /** Null where the directory keeps no name. */
  name: string | null;
  holdId: string;
  reported: Done & { toldBy: string; toldOn: string; diedOn: string | null };
  facts: CaseFacts;
  proof: (Done & { what: string; evidence: string[] }) | null;
  told: (Done & { how: string }) | null;
  /** `masked`: null for those who may not know it, and once it is purged. */
  estate: (Done & { masked: string | null; relation: EstateRelation | null; notNeeded: string | null; purged: boolean }) | null;
  ended: (Done & { outcome: CaseOutcome; comment: string }) | null;
  /** What this person may do now; the act's own rules hold, and its permission. */
  acts: CaseAct[];
  mayRevealEstate: boolean;
};

export type RevealedEstate = { contact: string };
