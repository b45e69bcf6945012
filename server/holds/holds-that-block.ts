import "server-only";
import { restrictedWords } from "@/lib/account-views";
import { holdTypeWords } from "@/lib/accounts/command-inputs";
import type { Actor } from "@/lib/operator";
import { may } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import { uuidv5 } from "../commands/command-id";
import { openHolds } from "../directory/entry";
import type { Queryable } from "../db/client";

type Asking = { program: { slug: string }; actor: Actor; process?: { id: string } | null };

/** The hold that a change of the reason to frozen places before its first step: it blocks everything but its own process. */
export const freezeHoldId = (processId: string): string => uuidv5(processId, "hold");

const words: Readonly<Record<string, string>> = { ...holdTypeWords, restricted: "Restricted" };

/** The same text whatever the cause: support does not learn of orders or investigations (31 CFR 1020.320(e)). */
export const restrictedForSupport: Problem = { kind: "forbidden", title: restrictedWords, saved: "Nothing was sent.", next: "Hand the customer over to compliance." };

/** Support alone gets the one text. */
export const seesCauses = ({ actor }: Pick<Asking, "actor">) => may(actor.roles, "read-sensitive");

/**
 * What the open holds say to whatever would make Lead show the account as active, by itself, in bulk or as a step of a
 * process. An expired one blocks too until somebody releases it: that an order has run out is for a person to find.
 */
export async function heldProblem(tx: Queryable, asking: Asking, accountId: string): Promise<Problem | null> {
  const own = asking.process && freezeHoldId(asking.process.id);
  const open = (await openHolds(tx, asking.program, accountId)).filter(({ id }) => id !== own);
  if (open.length === 0) return null;
  if (!seesCauses(asking)) return restrictedForSupport;
  return {
    kind: "not-possible-now", title: "An open hold blocks reactivation.", detail: open.map(({ type, reference }) => `${words[type] ?? type}${reference ? ` (${reference})` : ""}`).join(", "),
    saved: "Nothing was sent.", next: "Compliance releases the hold first, if it may be released.",
  };
}
