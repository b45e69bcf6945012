import { z } from "zod";
import { accountId } from "../lead/ids";

export const mostInQueue = 100;

export const queuedIds = z.array(accountId).min(1, "Choose at least one account.").max(mostInQueue, `At most ${mostInQueue}, one after another.`).refine((ids) => new Set(ids).size === ids.length, "Each account once.");

/** asked: its closing was asked for since the queue was made; what becomes of it is told by its own card. */
export type QueuedState = "waiting" | "asked" | "skipped";
export type QueuedAccount = { accountId: string; productName: string; state: QueuedState; stage: string | null };

export type ClosingQueue = { id: string; accounts: QueuedAccount[]; ended: boolean };
/** As My work lists it. */
export type OpenQueue = { id: string; accounts: number; waiting: number; madeAt: string };

/** Which account comes next: the one that was chosen, where it is not asked for yet, or the first that waits. */
export function nextInQueue({ accounts }: Pick<ClosingQueue, "accounts">, chosen: string | undefined): QueuedAccount | null {
  const named = accounts.find((account) => account.accountId === chosen && account.state !== "asked");
  return named ?? accounts.find(({ state }) => state === "waiting") ?? null;
}

export function queueWords({ accounts }: Pick<ClosingQueue, "accounts">): string {
  const many = (state: QueuedState) => accounts.filter((account) => account.state === state).length;
  return `${many("asked")} of ${accounts.length} asked for, ${many("skipped")} skipped, ${many("waiting")} to go.`;
}
