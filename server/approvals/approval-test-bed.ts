import "server-only";
import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { Result } from "@/lib/result";
import type { CommandReceipt, CommandSubmission } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { correctionSample } from "../closures/correction-samples";
import type { ProcessDeps } from "../closures/process-deps";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { submitProcess } from "../closures/submit-process";
import { updateAccount } from "../commands/verbs/update-account";
import { holdersOf } from "../directory/entry";
import { auditEntries } from "../db/schema";
import { approvalById } from "./approval-row";
import type { ApprovalRow } from "./approval-row";
import { submitWithApprovals } from "./submit-with-approvals";

/** With an edit that another person has to approve, as a row of the table would say it. */
export function gated(deps: ProcessDeps): ProcessDeps {
  return { ...deps, definitions: { ...deps.definitions, "update-account": { ...updateAccount, approval: () => ({ kind: "correction", warnings: ["Look twice."] }) } as typeof updateAccount } };
}

/** What people do with requests, for the tests of the second person. */
export class ApprovalTestBed {
  constructor(readonly processes: ProcessTestBed) {}

  get deps(): ProcessDeps {
    return this.processes.deps;
  }

  /** The edit that needs another person. */
  async ask(actor: Actor, accountId: string, id: string = randomUUID(), name = "Everyday Plus"): Promise<Result<CommandReceipt>> {
    return submitWithApprovals(this.deps, { actor, submission: await this.asking(accountId, id, name) });
  }

  async asking(accountId: string, commandId: string, name = "Everyday Plus"): Promise<CommandSubmission> {
    const entry = await this.processes.directory(accountId);
    const holders = (await holdersOf(this.deps.db, this.processes.programOf(), accountId)).map(({ entityId }) => ({ entity_id: entityId, relationship_type: "account_holder" }));
    const seen = seenDigest(reliedOnPaths["update-account"], entry?.body, holders);
    return { program: this.processes.program, name: "update-account", commandId, input: { accountId, changes: { details: { product_name: name } } }, seen };
  }

  submit(actor: Actor, name: "decide-approval" | "withdraw-approval", input: unknown, commandId: string = randomUUID()): Promise<Result<CommandReceipt>> {
    return submitWithApprovals(this.deps, { actor, submission: { program: this.processes.program, name, commandId, input } });
  }

  /** A correction of a closure, which is ours alone and goes on as a process. */
  async askCorrection(actor: Actor, accountId: string, id: string = randomUUID()): Promise<Result<CommandReceipt>> {
    const input = { act: "start", processId: randomUUID(), accountId, plan: correctionSample(accountId, await this.processes.holder(accountId)) };
    return submitProcess(this.deps, { actor, submission: { program: this.processes.program, name: "correct-closure", commandId: id, input, seen: await this.processes.seen(accountId) } });
  }

  closed(): Promise<string> {
    return this.processes.account({ status: "closed", status_reason: "paid_off", details: { closed_at: "2026-10-01T10:00:00Z" } });
  }

  async row(id: string): Promise<ApprovalRow> {
    const row = await approvalById(this.deps.db, id);
    if (!row) throw new Error(`No request ${id}`);
    return row;
  }

  async decide(actor: Actor, approvalId: string, decision: "approve" | "decline" = "approve", over: Record<string, unknown> = {}): Promise<Result<CommandReceipt>> {
    const hash = (await this.row(approvalId)).inputHash.toString("hex");
    return this.submit(actor, "decide-approval", { approvalId, hash, decision, ...(decision === "decline" ? { comment: "Not like this" } : {}), ...over });
  }

  /** "action outcome", oldest first, of what happened under an id: the request and the command are one. */
  async trail(id: string): Promise<string[]> {
    const rows = await this.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, id)).orderBy(asc(auditEntries.seq));
    return rows.map(({ action, outcome }) => `${action} ${outcome}`);
  }
}
