import type { CallOutcome } from "@/lib/call-desk/call-times";
import type { CallerFacts, RevealedFact } from "@/lib/call-desk/caller-facts";
import { read } from "../accounts/detail/read-account";

const base = (program: string, accountId: string) => `/api/programs/${program}/accounts/${accountId}/caller`;

export const readCallerFacts = (program: string, accountId: string, signal: AbortSignal) => read<CallerFacts[]>(base(program, accountId), { signal });

export const revealFact = (program: string, accountId: string, entityId: string, key: string) =>
  read<RevealedFact>(`${base(program, accountId)}/${entityId}/${key}`, { method: "POST" });

/** A figure of the program; that it is lost now and then does no harm. */
export function keepCallTime(program: string, outcome: CallOutcome, seconds: number): void {
  fetch(`/api/programs/${program}/call-times`, { method: "POST", keepalive: true, headers: { "content-type": "application/json" }, body: JSON.stringify({ outcome, seconds }) }).catch(() => undefined);
}
