/** The stages of a closing in their order (COMPLIANCE, The order of a closing); each is named by what has been done. */
export const closingStages = ["requested", "decided", "letter-sent", "recorded", "closed"] as const;
export type ClosingStage = (typeof closingStages)[number];

/** Where a closing ended otherwise. */
export const closingEnds = ["declined", "withdrawn", "expired", "renew-needed", "abandoned"] as const;
export type ClosingEnd = (typeof closingEnds)[number];

export type NoticePath = "letter" | "existing" | "none";

/** What a person may do with a closing; each is permitted by its own command. */
export type ClosingAct = "decide" | "send-letter" | "renew" | "abandon";

type StageRow = {
  label: string;
  /** What comes next, in words. */
  next: string;
  /** Who owns the next step. */
  owner: "Compliance" | "The console" | "Program manager" | null;
  acts: readonly ClosingAct[];
};

const stageRows = {
  requested: { label: "Asked for", next: "Decide on the closing", owner: "Compliance", acts: ["decide", "abandon"] },
  decided: { label: "Decided", next: "Close at Lead", owner: "The console", acts: ["abandon"] },
  "letter-sent": { label: "Letter sent", next: "Record the notice at Lead", owner: "The console", acts: ["abandon"] },
  recorded: { label: "Notice recorded", next: "Close at Lead", owner: "The console", acts: ["abandon"] },
  closed: { label: "Closed", next: "Follow-ups", owner: "Program manager", acts: [] },
  declined: { label: "Declined", next: "Nothing", owner: null, acts: [] },
  withdrawn: { label: "Withdrawn", next: "Nothing", owner: null, acts: [] },
  expired: { label: "Expired", next: "Nothing", owner: null, acts: [] },
  "renew-needed": { label: "Must be asked for anew", next: "Nothing", owner: null, acts: [] },
  abandoned: { label: "Abandoned", next: "Nothing", owner: null, acts: [] },
} satisfies Record<ClosingStage | ClosingEnd, StageRow>;

/** The letter is a person's to send. */
const letterDue: StageRow = { label: "Decided", next: "Send the letter, then say when it was delivered or mailed", owner: "Compliance", acts: ["send-letter", "abandon"] };

/** The stages that a closing goes through; without a letter, sent and recorded fall away. */
export function stagesFor(path: NoticePath): ClosingStage[] {
  return closingStages.filter((stage) => path === "letter" || (stage !== "letter-sent" && stage !== "recorded"));
}

/** Where a closing stands, who has it next, and what may be done; one that stopped needs a person to renew it. */
export function closingStanding(stage: ClosingStage | ClosingEnd, path: NoticePath, stopped: boolean): StageRow {
  const row = stage === "decided" && path === "letter" ? letterDue : stageRows[stage];
  if (!stopped || row.owner !== "The console") return row;
  return { ...row, owner: "Compliance", next: `${row.next}: it stopped and needs a person`, acts: ["renew", ...row.acts] };
}

/** Once the letter is out the customer has been told: nothing is left but to go on, or to abandon with a corrective letter. */
export function letterIsOut(stage: ClosingStage | ClosingEnd): boolean {
  return stage === "letter-sent" || stage === "recorded";
}

export function isClosingEnd(stage: string): boolean {
  return stage === "closed" || closingEnds.some((end) => end === stage);
}

/** What the console does by itself from here. */
export function goesOnByItself(stage: ClosingStage | ClosingEnd, path: NoticePath): boolean {
  return closingStanding(stage, path, false).owner === "The console";
}
