import type { settlements } from "./accounts/command-inputs";
import type { CommandName } from "./command";

export type Settlement = (typeof settlements)[number];

type SettlementRow = {
  title: string;
  /** What the person must know to choose it, and what the console then does. */
  description: string;
  /** The label of the button that does it. */
  send: string;
  /** Whether it is a way to end a command of this name. */
  fits: (name: CommandName) => boolean;
};

const isOpening = (name: CommandName) => name === "open-account";

/** How a command that needs a person can be ended, in the order in which they are offered. */
const rows = {
  "enter-id": {
    title: "The account was opened: enter its id",
    description: "You found the account at Lead. The console reads it, compares it with what was asked, and adds it to the directory.",
    send: "Enter the account",
    fits: isOpening,
  },
  "settle-as-done": {
    title: "Lead did it",
    description: "You looked at Lead and saw the change. The console reads the account and records what Lead shows.",
    send: "Settle as done",
    fits: (name) => !isOpening(name),
  },
  "settle-as-refused": {
    title: "Lead did not do it",
    description: "You looked at Lead and the change is not there. Nothing is sent. It is recorded as not done, and the account is free for other changes.",
    send: "Settle as not done",
    fits: () => true,
  },
  resend: {
    title: "Send it again",
    description: "The same request goes to Lead once more with the same key. Choose it only when you are certain that Lead did not do it.",
    send: "Send it again",
    fits: () => true,
  },
} satisfies Record<Settlement, SettlementRow>;

const order = ["enter-id", "settle-as-done", "settle-as-refused", "resend"] as const satisfies readonly Settlement[];

export function settlementRow(settlement: Settlement): SettlementRow {
  return rows[settlement];
}

export function settlementsFor(name: CommandName): Settlement[] {
  return order.filter((settlement) => rows[settlement].fits(name));
}

/** What may go wrong with the choice, for this command; null where nothing does. */
export function settlementWarning(settlement: Settlement, name: CommandName): string | null {
  if (settlement === "resend" && isOpening(name)) return "If Lead no longer remembers the key and the account was opened after all, a second account is opened.";
  if (settlement === "resend") return "If Lead no longer remembers the key, the change may be made a second time, over whatever was changed since.";
  if (settlement === "settle-as-refused" && isOpening(name)) return "If the account was opened after all, it stays at Lead and the directory does not know it.";
  return null;
}
