import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { AdverseActionInput } from "@/lib/accounts/adverse-action";
import type { CommandReceipt } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import type { Result } from "@/lib/result";
import { relationshipsPath, reliedOnPaths, seenDigest } from "@/lib/seen";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { runCommand } from "../commands/run-command";
import { registerEntries } from "../db/schema-register";
import { relationshipsOf } from "../directory/entry";

export const credit = { is_secured: false, is_mla: false, underwriting_grade: "B2", currency: "USD", available_credit: 500_000, limit: 850_000, max_limit: 1_250_000 };

export const incomeFell = [{ code: "income-fell", text: "Your income no longer supports the credit" }];

/** What people do with lines of credit, for the tests of the register. */
export class RegisterTestBed {
  constructor(readonly processes: ProcessTestBed) {}

  /** An account with credit; `scra`: its dates. */
  withCredit(scra?: { start_date: string; end_date?: string }): Promise<string> {
    return this.processes.account({ capabilities: ["deposit", "credit_without_underwriting"], details: { credit: { ...credit, ...(scra ? { scra } : {}) } } });
  }

  async run(actor: Actor, name: "update-account" | "deactivate-account" | "record-action-notice", input: Record<string, unknown> & { accountId: string }, commandId: string = randomUUID()): Promise<Result<CommandReceipt>> {
    const { deps, program } = this.processes;
    const seen = name === "record-action-notice" ? undefined : await this.seen(name, input.accountId);
    return runCommand(deps, { actor, submission: { program, name, commandId, input, seen } });
  }

  private async seen(name: "update-account" | "deactivate-account", accountId: string): Promise<string> {
    const paths: readonly string[] = reliedOnPaths[name];
    const people = await relationshipsOf(this.processes.deps.db, this.processes.programOf(), accountId);
    const pairs = people.map(({ entityId, relationshipType }) => ({ entity_id: entityId, relationship_type: relationshipType }));
    return seenDigest(paths, (await this.processes.directory(accountId))?.body, paths.includes(relationshipsPath) ? pairs : undefined);
  }

  /** The limit falls to `limit`. */
  cut(actor: Actor, accountId: string, said: AdverseActionInput & { scraReason?: string }, limit = 600_000, commandId?: string): Promise<Result<CommandReceipt>> {
    return this.run(actor, "update-account", { accountId, changes: { details: { credit: { limit } } }, statement: { reason: "Income fell", ...said } }, commandId);
  }

  async entries(accountId: string) {
    return this.processes.deps.db.select().from(registerEntries).where(eq(registerEntries.accountId, accountId));
  }
}
