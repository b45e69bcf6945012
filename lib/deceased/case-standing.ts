/** The steps that are written down, each by a command of its own; the outcome is the case's end. */
export const stepKinds = ["proof", "survivors", "estate"] as const;
export type StepKind = (typeof stepKinds)[number];
export type CaseStage = "reported" | StepKind | "outcome";

export const caseOutcomes = ["holder-removed", "account-closed", "mistaken"] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

type OutcomeRow = { label: string; meaning: string };

export const outcomeRows = {
  "holder-removed": { label: "Holder removed", meaning: "Lead no longer lists them as a holder, and another holder remains. The hold is released." },
  "account-closed": { label: "Account closed", meaning: "Lead shows the account as closed. The hold stays." },
  mistaken: { label: "Mistaken report", meaning: "Nobody has died, or not this holder. The hold is released." },
} satisfies Record<CaseOutcome, OutcomeRow>;

/** What a case stands on, as our own tables and the directory have it now. */
export type CaseFacts = {
  /** `withdrawn`: a piece of what was accepted was withdrawn since. */
  proof: "none" | "accepted" | "withdrawn";
  /** The holders beside them now, without those who have an open case of their own; and whom of them compliance told. */
  survivors: readonly string[];
  told: readonly string[];
  estate: "none" | "contact" | "not-needed";
  /** Whether Lead lists them as a holder, and shows the account as closed, as last read. */
  isHolder: boolean;
  isClosed: boolean;
  outcome: CaseOutcome | null;
};

type StepRow = { label: string; isDone(facts: CaseFacts): boolean; next(facts: CaseFacts): string };

const remains = ({ survivors }: CaseFacts) => survivors.length > 0;

/** THE table of the path, in its order: proof, surviving holders, estate contact, outcome. */
export const stageRows = {
  reported: { label: "Reported", isDone: () => true, next: () => "" },
  proof: {
    label: "Proof",
    isDone: ({ proof }) => proof === "accepted",
    next: ({ proof }) => (proof === "withdrawn" ? "Accept other proof: a piece of what was accepted was withdrawn" : "Add proof of the death and accept it"),
  },
  survivors: {
    label: "Surviving holders",
    isDone: ({ survivors, told }) => survivors.every((id) => told.includes(id)),
    next: () => "Tell the holders who remain, and confirm it",
  },
  estate: {
    label: "Estate contact",
    isDone: (facts) => facts.estate === "contact" || (facts.estate === "not-needed" && remains(facts)),
    next: () => "Record who speaks for the estate",
  },
  outcome: { label: "Outcome", isDone: ({ outcome }) => outcome !== null, next: outcomeNext },
} satisfies Record<CaseStage, StepRow>;

export const caseStages = Object.keys(stageRows) as CaseStage[];

function outcomeNext(facts: CaseFacts): string {
  if (facts.isClosed) return "End the case: the account is closed";
  if (!remains(facts)) return "Close the account once the estate is settled";
  return facts.isHolder ? "Remove the holder who has died" : "End the case: the holder is removed";
}

/** Where a case stands: the first stage that is not done, and what comes next there. */
export function caseStanding(facts: CaseFacts): { stage: CaseStage; next: string | null; isEnded: boolean } {
  if (facts.outcome !== null) return { stage: "outcome", next: null, isEnded: true };
  // A closed account asks for nothing more of the path.
  const stage = facts.isClosed ? "outcome" : (caseStages.find((each) => !stageRows[each].isDone(facts)) ?? "outcome");
  return { stage, next: stageRows[stage].next(facts), isEnded: false };
}

export const nobodyRemains = "Nobody else holds this account. It stays restricted until the estate is settled; the way out is closing it, not removing the holder.";

type Rule = readonly [holds: (facts: CaseFacts) => boolean, why: string];

const isOpen: Rule = [({ outcome }) => outcome === null, "This case has ended."];
const isProven: Rule = [stageRows.proof.isDone, "The proof comes first: nothing after it is possible until proof of the death is accepted."];
const somebodyRemains: Rule = [remains, nobodyRemains];
const notClosed: Rule = [({ isClosed }) => !isClosed, "The account is closed: end the case."];
const allTold: Rule = [stageRows.survivors.isDone, "Not every holder who remains was told."];
const estateKnown: Rule = [stageRows.estate.isDone, "Who speaks for the estate is not recorded."];

/** THE table of what each act needs; the screen offers by it and the server guards by it. */
const actRules = {
  "accept-proof": [isOpen],
  "confirm-survivors": [isOpen, isProven, notClosed, somebodyRemains],
  "record-estate-contact": [isOpen, isProven],
  "no-estate-contact": [isOpen, isProven, [remains, "Where nobody else holds the account, somebody speaks for the estate."]],
  "remove-holder": [isOpen, notClosed, isProven, somebodyRemains, allTold, estateKnown, [({ isHolder }) => isHolder, "They are no longer a holder: end the case."]],
  "close-account": [isOpen, notClosed, isProven, [(facts) => !remains(facts), "Another holder remains: the account goes on without the one who has died."]],
  "end:holder-removed": [isOpen, [({ isHolder }) => !isHolder, "Lead still lists them as a holder of the account."], isProven, somebodyRemains, allTold, estateKnown],
  "end:account-closed": [isOpen, [({ isClosed }) => isClosed, "Lead does not show the account as closed."]],
  "end:mistaken": [isOpen],
} satisfies Record<string, readonly Rule[]>;
export type CaseAct = keyof typeof actRules;
export const caseActs = Object.keys(actRules) as CaseAct[];

/** Why this cannot be done now; null where it can. */
export function actProblem(act: CaseAct, facts: CaseFacts): string | null {
  const rules: readonly Rule[] = actRules[act];
  return rules.find(([holds]) => !holds(facts))?.[1] ?? null;
}
