import "server-only";
import { and, eq } from "drizzle-orm";
import type { RefusalReason } from "@/lib/imports/import-words";
import { consoleActor } from "@/lib/operator";
import type { Actor } from "@/lib/operator";
import type { Role } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import type { Database } from "../db/client";
import { directoryEntries } from "../db/schema";
import type { CallPace } from "../directory/call-pace";
import { remember } from "../directory/remember";
import { unavailableProblem } from "../directory/unavailable-problem";
import type { CallSink } from "../lead/call-log";
import { leadReader } from "../lead/lead-client";
import type { NoAnswerReason } from "../lead/lead-error";
import type { Program } from "../programs";
import type { PendingRow, RowResult, RunningImport } from "./claim-import";

export type RowWork = { db: Database; program: Program; running: RunningImport; pace: CallPace; stopping: AbortSignal };

/** The account, its relationships and one entity: most accounts need these. */
const estimate = { account: 3, client: 4 } as const;

/** `calls`: of Lead, all tries. Null where it was stopped before it asked. */
export type ReadRow = { result: RowResult; calls: number } | null;

/** Asks Lead about one row and enters its account, or says why not. Safe to repeat: who died here entered it already. */
export async function readRow(work: RowWork, row: PendingRow): Promise<ReadRow> {
  const already = await inDirectory(work, row.idKind === "account" ? eq(directoryEntries.accountId, row.value) : eq(directoryEntries.clientAccountId, row.value));
  if (already) return { result: settled(row, already.state, null, already.accountId), calls: 0 };
  if (row.idKind === "client" && !work.program.clientIdLookup) return { result: settled(row, "refused", "lookup-off"), calls: 0 };
  const paced = await work.pace.run(estimate[row.idKind], (sink) => ask(work, row, sink), work.stopping);
  return paced ? { result: paced.value, calls: paced.calls } : null;
}

type State = Extract<RowResult, { kind: "settled" }>["state"];

function settled({ rowNumber }: PendingRow, state: State, reason: RefusalReason | null, accountId: string | null = null): RowResult {
  return { rowNumber, kind: "settled", state, reason, accountId };
}

/** Known before, or entered by this import before its process died. */
async function inDirectory({ db, program, running }: RowWork, which: ReturnType<typeof eq>): Promise<{ accountId: string; state: State } | undefined> {
  const { accountId, enteredBy, enteredAt } = directoryEntries;
  const [entry] = await db.select({ accountId, enteredBy, enteredAt }).from(directoryEntries).where(and(eq(directoryEntries.program, program.slug), which)).orderBy(accountId).limit(1);
  if (!entry) return undefined;
  const isOurs = entry.enteredBy === "imported" && running.startedAt !== null && entry.enteredAt >= running.startedAt;
  return { accountId: entry.accountId, state: isOurs ? "entered" : "known" };
}

/** Remembers why a call had no answer: a problem in words does not tell. */
function noticing(sink: CallSink): { sink: CallSink; reasons: Set<NoAnswerReason> } {
  const reasons = new Set<NoAnswerReason>();
  const record: CallSink["record"] = (call) => {
    if (call.reason) reasons.add(call.reason);
    return sink.record(call);
  };
  return { sink: { record }, reasons };
}

async function ask(work: RowWork, row: PendingRow, counting: CallSink): Promise<RowResult> {
  const { db, program, running } = work;
  const { sink, reasons } = noticing(counting);
  // Without a person: the call log tells people's calls, which go first, from these.
  const reader = leadReader(program, { sink });
  let accountId = row.value;
  if (row.idKind === "client") {
    const found = await reader.accounts.getByClientAccountId(row.value);
    if (found.kind === "refused" && isUnknown(found.problem.status)) return settled(row, "refused", "unknown-client-id");
    if (found.kind !== "answered") return unanswered(row, unavailableProblem(found), reasons);
    accountId = found.value.id;
    const known = await inDirectory(work, eq(directoryEntries.accountId, accountId));
    if (known) return settled(row, known.state, null, accountId);
  }
  const [outcome] = await remember(program, [accountId], "imported", { db, reader, actor: starter(running) });
  if (outcome?.kind === "remembered") return settled(row, outcome.entered ? "entered" : "known", null, accountId);
  return outcome?.kind === "unavailable" ? unanswered(row, outcome.problem, reasons) : settled(row, "refused", "unknown-id");
}

const isUnknown = (status: number) => status === 404 || status === 400;

/** What cannot be read again and again is the row's trouble; one such answer may be a gateway's page instead of Lead's. */
const unreadableAfter = 3;

/** Access that is refused, silence and failures are the program's trouble and not the row's: it waits. */
function unanswered(row: PendingRow, problem: Problem, reasons: ReadonlySet<NoAnswerReason>): RowResult {
  const status = problem.kind === "refused-by-lead" ? (problem.lead?.status ?? null) : null;
  if (status === 400 || status === 422) return settled(row, "refused", "refused-by-lead");
  if (reasons.has("malformed-answer") && row.deferrals >= unreadableAfter) return settled(row, "refused", "unreadable");
  return { rowNumber: row.rowNumber, kind: "deferred", problem };
}

/** The person who started it, in whose name accounts enter. */
function starter({ startedBy, startedByName, startedByRoles }: RunningImport): Actor {
  if (startedBy === null || startedByName === null) return consoleActor;
  return { subject: startedBy, name: startedByName, roles: (startedByRoles ?? []) as Role[] };
}
