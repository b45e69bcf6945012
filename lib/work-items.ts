import type { WorkItem } from "./account-views";
import { commandLabels, commandStatusWords } from "./command";
import type { ReceiptStatus } from "./command";
import { processKindWords, processStageWords } from "./process-words";

/** How an item of somebody's work stands, in words and by how much it wants them. */
export type WorkStanding = { words: string; tone: "ok" | "warn" | "stop" | "accent" | "idle"; why: string | null; next: string | null };

const commandTones = {
  "awaits-approval": "warn",
  pending: "accent",
  unconfirmed: "warn",
  "needs-a-person": "warn",
  succeeded: "ok",
  rejected: "stop",
} satisfies Record<ReceiptStatus, WorkStanding["tone"]>;

export function workStanding(item: WorkItem): WorkStanding {
  if (item.kind === "draft") return { words: "Draft, not sent", tone: "idle", why: null, next: null };
  if (item.kind === "command") {
    const { status, problem } = item.receipt;
    const why = problem ? [problem.title, problem.detail].filter(Boolean).join(" ") : null;
    // Ended here, by a person or because it was never sent: Lead refused nothing.
    if (status === "rejected" && problem?.kind === "not-possible-now") return { words: "Not done", tone: "idle", why, next: problem.next ?? null };
    return { words: commandStatusWords[status], tone: commandTones[status], why, next: problem?.next ?? null };
  }
  const { kind, stage, problem } = item.process;
  const words = processStageWords(kind, stage);
  if (item.finishedAt !== null) return { words, tone: wentThrough(stage) ? "ok" : "idle", why: item.why ?? problem?.title ?? null, next: null };
  if (problem) return { words: `${words}, stopped`, tone: "warn", why: problem.title, next: problem.next ?? null };
  return { words, tone: "accent", why: null, next: null };
}

const endedOtherwise: readonly string[] = ["declined", "withdrawn", "expired", "renew-needed", "abandoned", "given-up"];
const wentThrough = (stage: string) => !endedOtherwise.includes(stage);

/** Whether it still wants an answer, or somebody. */
export function isWaiting(item: WorkItem): boolean {
  if (item.kind === "command") return item.receipt.settledAt === null;
  return item.kind === "draft" || item.finishedAt === null;
}

/** Whether it may move by itself, so that it is worth asking again soon. */
export function movesByItself(item: WorkItem): boolean {
  if (item.kind === "command") return item.receipt.status === "pending" || item.receipt.status === "unconfirmed";
  return item.kind === "process" && item.finishedAt === null && item.process.problem === null;
}

/** What was started, and where it is gone on with: a path below the program's, null where there is none yet. */
export function workSubject(item: WorkItem): { title: string; detail: string | null; accountId: string | null; path: string | null } {
  if (item.kind === "draft") {
    const isOpening = item.form === "open-account";
    const accountId = isOpening ? null : item.subject;
    return { title: isOpening ? "New account" : "Edit account", detail: null, accountId, path: isOpening ? "accounts/new" : `accounts/${item.subject}/edit` };
  }
  const accountId = item.kind === "command" ? item.receipt.accountId : item.accountId;
  const path = accountId === null ? null : `accounts/${accountId}`;
  if (item.kind === "process") return { title: processKindWords(item.process.kind), detail: null, accountId, path };
  return { title: commandLabels[item.receipt.name], detail: item.productName || null, accountId, path };
}
