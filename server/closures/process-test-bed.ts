import "server-only";
import { randomUUID } from "node:crypto";
import { and, desc, eq, inArray } from "drizzle-orm";
import { closingFacts, factsSeen } from "@/lib/closures/facts";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { unsettledStatuses } from "@/lib/command";
import type { CommandName, CommandReceipt } from "@/lib/command";
import { consoleActor } from "@/lib/operator";
import type { Actor } from "@/lib/operator";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { databaseCallSink } from "../audit/call-sink";
import { commandDefinitions } from "../commands/command-registry";
import { resumeNext } from "../commands/resume-command";
import { runCommand } from "../commands/run-command";
import { openDatabase } from "../db/client";
import { auditEntries, commands, directoryEntries, processes } from "../db/schema";
import { closures, corrections } from "../db/schema-closures";
import { demoPrograms, demoSecretSettings } from "../demo/demo-programs";
import { holdersOf, openHolds } from "../directory/entry";
import { remember } from "../directory/remember";
import { leadReader, leadWriter } from "../lead/lead-client";
import { readPrograms } from "../programs";
import type { ProgramConfiguration } from "../programs";
import type { ProcessDeps } from "./process-deps";
import { isProcessCommand, submitProcess } from "./submit-process";

// A console without its screens, for the tests of the processes: a database, a simulator and the programs.

/** Far longer than anything takes on a busy machine: no test of the processes waits for one. */
const limits = { attemptTimeoutMs: 4_000, actionDeadlineMs: 12_000, retryDelayMs: 20 };

/** What is changed of the demo's programs. */
export type ProgramChange = Pick<ProgramConfiguration, "resendWindowSeconds" | "approvals">;

/** One person does it all, in the tests of what a process does; those of the second person leave the settings as they are. */
export const oneIsEnough = { closing: { client_closed: false, charged_off: false }, openScra: false, correction: false } satisfies ProgramChange["approvals"];

export function testPrograms(simulatorUrl: string, over: ProgramChange = {}) {
  const configured = demoPrograms(simulatorUrl).map((program) => ({ ...program, limits, approvals: oneIsEnough, ...over }));
  return readPrograms({ ...demoSecretSettings(), PROGRAMS: JSON.stringify(configured) });
}

export function processDeps(databaseUrl: string, simulatorUrl: string, over: ProgramChange = {}) {
  const { db, pool } = openDatabase(databaseUrl, 6);
  const programs = testPrograms(simulatorUrl, over);
  const deps: ProcessDeps = {
    db,
    definitions: commandDefinitions,
    programOf: (slug) => programs.find((program) => program.slug === slug),
    reader: leadReader,
    writer: leadWriter,
    sink: databaseCallSink(db),
    onPhase: () => undefined,
  };
  return { deps, pool };
}

const person = (name: string, roles: Role[]): Actor => ({ subject: `person-${name.toLowerCase()}`, name, roles });
export const carmen = person("Carmen Ortiz", ["compliance"]);
export const chen = person("Chen Wei", ["compliance"]);
export const priya = person("Priya Nair", ["program_manager"]);
export const sam = person("Sam Boateng", ["support"]);

export class ProcessTestBed {
  constructor(
    readonly deps: ProcessDeps,
    readonly simulatorUrl: string,
    readonly program: string,
  ) {}

  /** The same console with something of it changed. */
  with(over: Partial<ProcessDeps>): ProcessTestBed {
    return new ProcessTestBed({ ...this.deps, ...over }, this.simulatorUrl, this.program);
  }

  async control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.simulatorUrl}/_simulator${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** An account with these capabilities and one individual as its holder, read into the directory. */
  async account(change: Record<string, unknown> = {}): Promise<string> {
    const { objects } = await this.control<{ objects: { id: string; type: string }[] }>("GET", `/entities?program=${this.program}`);
    const reader = leadReader(this.programOf());
    for (const { id, type } of objects) {
      if (type !== "individual") continue;
      const entity = await reader.entities.get(id);
      if (entity.kind !== "answered" || !entity.value.role_details?.some(({ name, status }) => name === "account_holder" && status === "active")) continue;
      const body = { capabilities: ["deposit"], entities: { account_holders: [id] }, details: { product_name: "Everyday Checking" }, documents: [] };
      const account = await this.control<{ id: string }>("POST", "/accounts", { program: this.program, body });
      if (Object.keys(change).length > 0) await this.control("PATCH", `/accounts/${account.id}`, change);
      await this.remember(account.id);
      return account.id;
    }
    throw new Error("No individual may hold an account.");
  }

  programOf() {
    const program = this.deps.programOf(this.program);
    if (!program) throw new Error(`No program ${this.program}`);
    return program;
  }

  async remember(accountId: string): Promise<void> {
    await remember(this.programOf(), [accountId], "looked-up", { db: this.deps.db });
  }

  async seen(accountId: string): Promise<string> {
    const [entry] = await this.deps.db.select().from(directoryEntries).where(eq(directoryEntries.accountId, accountId));
    if (!entry) throw new Error(`The directory does not know ${accountId}.`);
    const holders = await holdersOf(this.deps.db, this.programOf(), accountId);
    return factsSeen(closingFacts(entry.body, holders.map(({ entityId }) => entityId), await openHolds(this.deps.db, this.programOf(), accountId)));
  }

  async holder(accountId: string): Promise<string> {
    return (await holdersOf(this.deps.db, this.programOf(), accountId))[0]?.entityId ?? "";
  }

  async submit(actor: Actor, name: CommandName, input: { accountId: string } & Record<string, unknown>, seen?: string): Promise<Result<CommandReceipt>> {
    const submission = { program: this.program, name, commandId: randomUUID(), input, seen: seen ?? (await this.seen(input.accountId)) };
    return isProcessCommand(name) ? submitProcess(this.deps, { actor, submission: { ...submission, name } }) : runCommand(this.deps, { actor, submission });
  }

  /** An edit on what the directory shows. */
  async edit(actor: Actor, accountId: string, changes: Record<string, unknown>): Promise<Result<CommandReceipt>> {
    const holders = (await holdersOf(this.deps.db, this.programOf(), accountId)).map(({ entityId }) => ({ entity_id: entityId, relationship_type: "account_holder" }));
    const seen = seenDigest(reliedOnPaths["update-account"], (await this.directory(accountId))?.body, holders);
    return this.submit(actor, "update-account", { accountId, changes }, seen);
  }

  /** A person settles one of the commands that only a person can. */
  settlement(actor: Actor, input: Record<string, unknown>): Promise<Result<CommandReceipt>> {
    return runCommand(this.deps, { actor, submission: { program: this.program, name: "settle-command", commandId: randomUUID(), input } });
  }

  /** What the worker does once the leases of unsettled steps have run out. */
  async settle(processId: string): Promise<void> {
    const { db } = this.deps;
    const open = await db.select({ id: commands.id }).from(commands).where(and(eq(commands.processId, processId), inArray(commands.status, [...unsettledStatuses])));
    for (const { id } of open) {
      await db.update(commands).set({ leasedUntil: new Date(0), nextSendAt: null }).where(eq(commands.id, id));
      await resumeNext(this.deps, this.programOf(), consoleActor, id);
    }
  }

  async request(accountId: string, over: Partial<ClosingRequest> & Pick<ClosingRequest, "reason" | "answers">): Promise<ClosingRequest> {
    const [row] = await this.deps.db.select().from(directoryEntries).where(eq(directoryEntries.accountId, accountId));
    const hasCredit = row?.capabilities.some((capability) => capability.startsWith("credit_"));
    return {
      statements: { canStillPost: false, acknowledged: {} },
      actionTakenOn: new Intl.DateTimeFormat("en-CA", { timeZone: "America/Chicago" }).format(new Date()),
      determination: hasCredit ? { kind: "adverse-action" } : { kind: "not-applicable" },
      ...over,
    };
  }

  /** What Lead did for an account, without what the control surface changed. */
  async effects(accountId: string): Promise<string[]> {
    const { effects } = await this.control<{ effects: { operation: string }[] }>("GET", `/effects?account_id=${accountId}`);
    return effects.map(({ operation }) => operation).filter((operation) => !operation.includes("/_simulator"));
  }

  async directory(accountId: string) {
    const [entry] = await this.deps.db.select().from(directoryEntries).where(eq(directoryEntries.accountId, accountId));
    return entry;
  }

  async process(processId: string) {
    const [row] = await this.deps.db.select().from(processes).where(eq(processes.id, processId));
    return row;
  }

  async closure(processId: string) {
    const [row] = await this.deps.db.select().from(closures).where(eq(closures.processId, processId));
    return row;
  }

  async correction(processId: string) {
    const [row] = await this.deps.db.select().from(corrections).where(eq(corrections.processId, processId));
    return row;
  }

  async steps(processId: string) {
    return this.deps.db.select().from(commands).where(eq(commands.processId, processId)).orderBy(commands.askedAt);
  }

  /** "action outcome" of an account, oldest first. */
  async trail(accountId: string): Promise<string[]> {
    const rows = await this.deps.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId)).orderBy(desc(auditEntries.seq));
    return rows.reverse().map(({ action, outcome, details }) => `${action} ${outcome}${typeof details.stage === "string" && action === "process-stage" ? ` ${details.stage}` : ""}`);
  }
}
