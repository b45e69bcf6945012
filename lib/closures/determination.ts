import type { CloseReason } from "../lead/enums";
import { hasCredit } from "./facts";
import type { ClosingFacts } from "./facts";

export const determinationKinds = ["adverse-action", "excluded", "not-applicable"] as const;
export type DeterminationKind = (typeof determinationKinds)[number];

type KindRow = { label: string; meaning: string; source: string };

export const determinationRows = {
  "adverse-action": {
    label: "It is an adverse action",
    meaning: "The account is ended on terms that the customer did not ask for, and not for all or nearly all of a class.",
    source: "Reg B 1002.2(c)(1)(ii)",
  },
  excluded: {
    label: "It is excluded",
    meaning: "Regulation B names this case as no adverse action. Say which one.",
    source: "Reg B 1002.2(c)(2)",
  },
  "not-applicable": {
    label: "Regulation B does not apply",
    meaning: "The account has no credit feature.",
    source: "Reg B 1002.2(j)",
  },
} satisfies Record<DeterminationKind, KindRow>;

export const exclusions = ["agreed", "whole-class", "inactivity", "default", "delinquency"] as const;
export type Exclusion = (typeof exclusions)[number];

type ExclusionRow = { label: string; meaning: string; source: string; asks: "agreed-with" | "currently-delinquent" | null };

export const exclusionRows = {
  agreed: { label: "The customer agreed to it or asked for it", meaning: "An express agreement of a holder.", source: "Reg B 1002.2(c)(2)(i)", asks: "agreed-with" },
  "whole-class": { label: "It affects all or nearly all of a class", meaning: "For example a product that is wound down for everyone.", source: "Reg B 1002.2(c)(1)(ii)", asks: null },
  inactivity: { label: "Inactivity of this account", meaning: "Nothing but this account's own lack of use.", source: "Reg B 1002.2(c)(2)(ii)", asks: null },
  default: { label: "Default on this account", meaning: "As to this account, and not another one.", source: "Reg B 1002.2(c)(2)(ii)", asks: "currently-delinquent" },
  delinquency: {
    label: "Delinquency on this account",
    meaning: "While it is delinquent now. A delinquency that was cured generally needs the notice.",
    source: "Reg B 1002.2(c)(2)(ii), comment 2(c)(2)(ii)-2",
    asks: "currently-delinquent",
  },
} satisfies Record<Exclusion, ExclusionRow>;

/** Made by the person who submits it, who is named in the record beside it. `basis` is their reasoning in words. */
export type Determination =
  | { kind: "adverse-action"; basis?: string }
  | { kind: "excluded"; exclusion: Exclusion; agreedWith?: string; currentlyDelinquent?: boolean; basis: string }
  | { kind: "not-applicable"; basis?: string };

/** Which determinations an account leaves open; one with credit is never outside Regulation B. */
export function offeredDeterminations(facts: Pick<ClosingFacts, "capabilities">): DeterminationKind[] {
  return determinationKinds.filter((kind) => kind !== "not-applicable" || !hasCredit(facts));
}

/** Where there is nothing to weigh, what the screen begins with; elsewhere a person has to choose. */
export function suggestedDetermination(reason: CloseReason, facts: Pick<ClosingFacts, "capabilities">): { kind: DeterminationKind; exclusion?: Exclusion } | null {
  if (!hasCredit(facts)) return { kind: "not-applicable" };
  return reason === "entity_closed" ? { kind: "excluded", exclusion: "agreed" } : null;
}

/** The first thing that is wrong with a determination for this account, by field. */
export function determinationProblem(determination: Determination, facts: Pick<ClosingFacts, "capabilities">): { path: string; message: string } | null {
  if (!offeredDeterminations(facts).includes(determination.kind)) {
    return { path: "determination.kind", message: "Regulation B applies: the account has a credit feature." };
  }
  if (determination.kind !== "excluded") return null;
  const { asks } = exclusionRows[determination.exclusion];
  if (asks === "agreed-with" && !determination.agreedWith?.trim()) return { path: "determination.agreedWith", message: "Say which holder agreed." };
  if (asks === "currently-delinquent" && determination.currentlyDelinquent !== true) {
    return { path: "determination.currentlyDelinquent", message: "The exclusion holds only while the account is delinquent now. If it was cured, this is generally an adverse action." };
  }
  return null;
}

export type NoticeNeed = { needed: boolean; because: ("regulation-b" | "lead")[] };

/** Lead wants the notice object for client_closed whatever the determination (FACTS 5.7); Reg B with any reason. */
export function noticeNeed(reason: CloseReason, kind: DeterminationKind): NoticeNeed {
  const because: NoticeNeed["because"] = [];
  if (kind === "adverse-action") because.push("regulation-b");
  if (reason === "client_closed") because.push("lead");
  return { needed: because.length > 0, because };
}

/** Said where Lead's rule alone asks for the notice. */
export const leadRuleWords = "Lead still requires a delivered notice for this reason. Never enter a date on which nothing was sent.";

/** Whether Lead's own rule, and nothing else, is what makes the notice necessary. */
export function onlyLeadAsks(need: NoticeNeed): boolean {
  return need.because.length === 1 && need.because[0] === "lead";
}
