import "server-only";
import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { CommandName, CommandReceipt, ForeignCommandName } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import { relationshipsPath, reliedOnPaths, seenDigest } from "@/lib/seen";
import { databaseCallSink } from "../audit/call-sink";
import { openDatabase } from "../db/client";
import { auditEntries, commands } from "../db/schema";
import { entryOf, openHolds } from "../directory/entry";
import { remember } from "../directory/remember";
import { storedRelationships } from "../directory/snapshot";
import { leadReader, leadWriter } from "../lead/lead-client";
import { readPrograms } from "../programs";
import type { Program, ProgramConfiguration } from "../programs";
import type { CommandDeps } from "./command-deps";
import type { ProcessStep } from "./command-id";
import { commandById } from "./command-log";
import type { StoredCommand } from "./command-log";
import { commandDefinitions } from "./command-registry";
import { readState } from "./look";
import { runCommand } from "./run-command";

// A console without its screens, for the tests of the pipeline: a real database, a simulator over HTTP, and people.

export type BedSettings = { databaseUrl: string; simulatorUrl: string; program?: string; resendWindowSeconds?: number; attemptTimeoutMs?: number; actionDeadlineMs?: number };

const people = {
  priya: ["Priya Nair", "program_manager"], carmen: ["Carmen Ortiz", "compliance"], chen: ["Chen Wei", "compliance"],
  sam: ["Sam Boateng", "support"], ada: ["Ada Lindqvist", "auditor"], alex: ["Alex Moreau", "administrator"],
} as const satisfies Record<string, readonly [string, Role]>;

export function person(key: keyof typeof people): Actor {
  const [name, role] = people[key];
  return { subject: `person-${key}`, name, roles: [role] };
}

/** What the simulator is started with: two programs, so that their separation is real. */
export const bedCredentials = [
  { program: "everyday", clientId: "everyday-client", clientSecret: "everyday-bed-secret", supportedCapabilities: ["deposit", "credit_without_underwriting"] },
  { program: "growth", clientId: "growth-client", clientSecret: "growth-bed-secret", supportedCapabilities: ["deposit", "credit_with_underwriting", "credit_without_underwriting"] },
] satisfies { program: string; clientId: string; clientSecret: string; supportedCapabilities: ProgramConfiguration["supportedCapabilities"] }[];

/** The environment of a process of the console on this database and simulator. */
export function bedEnvironment({ databaseUrl, simulatorUrl, resendWindowSeconds = 3_600, attemptTimeoutMs = 4_000, actionDeadlineMs = 12_000 }: BedSettings): Record<string, string> {
  const secrets = Object.fromEntries(bedCredentials.flatMap(({ program, clientId, clientSecret }) => [
    [`${program.toUpperCase()}_CLIENT_ID`, clientId],
    [`${program.toUpperCase()}_CLIENT_SECRET`, clientSecret],
  ]));
  const configured = bedCredentials.map(({ program, supportedCapabilities }): ProgramConfiguration => ({
    slug: program, name: program, environment: "simulator", baseUrl: simulatorUrl, supportedCapabilities, resendWindowSeconds,
    credentials: [{ clientIdVariable: `${program.toUpperCase()}_CLIENT_ID`, clientSecretVariable: `${program.toUpperCase()}_CLIENT_SECRET` }],
    limits: { attemptTimeoutMs, actionDeadlineMs, retryDelayMs: 5 },
    roles: { program_manager: [], compliance: [`${program}-compliance`], support: [], auditor: [], administrator: [] },
    creditor: { name: "Lead Bank", address: "1801 Main Street, Kansas City, MO 64108" },
    agency: { name: "Agency", address: "Washington, DC" },
  }));
  return { ...secrets, DATABASE_URL: databaseUrl, DATA_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"), PROGRAMS: JSON.stringify(configured), PROGRAMS_FILE: "" };
}

export function bedDeps(settings: BedSettings) {
  const { db, pool } = openDatabase(settings.databaseUrl, 8);
  const programs: Program[] = readPrograms(bedEnvironment(settings));
  const deps: CommandDeps = {
    db, definitions: commandDefinitions, programOf: (slug) => programs.find((program) => program.slug === slug),
    reader: leadReader, writer: leadWriter, sink: databaseCallSink(db), onPhase: () => undefined,
  };
  return { deps, pool };
}

type Landmark = { account_id?: string; entity_id?: string; application_id?: string };
export type Asking = { id?: string; seen?: string; process?: ProcessStep; program?: string };

export class CommandTestBed {
  readonly slug: string;
  private constructor(readonly settings: BedSettings, readonly deps: CommandDeps, readonly close: () => Promise<void>, private readonly landmarks: Record<string, Landmark>) {
    this.slug = settings.program ?? "everyday";
  }

  static async open(settings: BedSettings): Promise<CommandTestBed> {
    const { deps, pool } = bedDeps(settings);
    const slug = settings.program ?? "everyday";
    const answer = (await (await fetch(`${settings.simulatorUrl}/_simulator/landmarks`)).json()) as { landmarks: Record<string, Record<string, Landmark>> };
    return new CommandTestBed(settings, deps, () => pool.end(), answer.landmarks[slug] ?? {});
  }

  get program(): Program {
    const program = this.deps.programOf(this.slug);
    if (!program) throw new Error(`No program ${this.slug}`);
    return program;
  }

  async control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.settings.simulatorUrl}/_simulator${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  fault(route: string, kind: string, count = 1): Promise<unknown> {
    return this.control("POST", "/faults", { route, kind, count });
  }

  private named(name: string): Landmark {
    const found = this.landmarks[name];
    if (!found) throw new Error(`No landmark ${name}`);
    return found;
  }

  /** An account of the fixtures, read into the directory. */
  async account(name: string): Promise<string> {
    const id = this.named(name).account_id ?? "";
    await this.remember(id);
    return id;
  }

  entity = (name: string) => this.named(name).entity_id ?? "";
  application = (name: string) => this.named(name).application_id ?? "";

  async remember(id: string): Promise<void> {
    await remember(this.program, [id], "looked-up", { db: this.deps.db });
  }

  /** An account of its own, opened at Lead as another integration would, with a change, read into the directory. */
  async made(change: Record<string, unknown> = {}, holders = [this.entity("prospectIndividual")]): Promise<string> {
    const body = { capabilities: ["deposit"], entities: { account_holders: holders }, details: { product_name: "Everyday Checking" }, documents: [] };
    const { id } = await this.control<{ id: string }>("POST", "/accounts", { program: this.slug, body });
    if (Object.keys(change).length > 0) await this.control("PATCH", `/accounts/${id}`, change);
    await this.remember(id);
    return id;
  }

  /** The digest of what the directory shows, as a screen makes it. */
  async seen(name: ForeignCommandName, accountId: string): Promise<string> {
    const lists = await storedRelationships(this.deps.db, this.slug, accountId);
    const pairs = Object.entries(lists).flatMap(([type, ids]) => ids.map((id) => ({ entity_id: id, relationship_type: type })));
    return seenDigest(reliedOnPaths[name], (await this.entry(accountId))?.body, pairs);
  }

  async run(actor: Actor, name: CommandName, input: Record<string, unknown>, { id = randomUUID(), seen, process, program = this.slug }: Asking = {}): Promise<Result<CommandReceipt>> {
    const accountId = typeof input.accountId === "string" ? input.accountId : undefined;
    const digest = seen ?? (accountId !== undefined && Object.hasOwn(reliedOnPaths, name) ? await this.seen(name as ForeignCommandName, accountId) : undefined);
    return runCommand(this.deps, { actor, submission: { program, name, commandId: id, input, seen: digest }, process });
  }

  row = async (id: string): Promise<StoredCommand> => {
    const row = await commandById(this.deps.db, id);
    if (!row) throw new Error(`No command ${id}`);
    return row;
  };

  entry = (accountId: string) => entryOf(this.deps.db, this.program, accountId);
  holds = (accountId: string) => openHolds(this.deps.db, this.program, accountId);

  /** What Lead did for this account or key, without what the control surface changed. */
  async effects(filter: { key?: string; account_id?: string }): Promise<string[]> {
    const { effects } = await this.control<{ effects: { operation: string }[] }>("GET", `/effects?${new URLSearchParams(filter)}`);
    return effects.map(({ operation }) => operation).filter((operation) => !operation.includes("/_simulator"));
  }

  /** "action outcome" of a command, oldest first. */
  async trail(commandId: string): Promise<string[]> {
    const rows = await this.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, commandId)).orderBy(asc(auditEntries.seq));
    return rows.map(({ action, outcome }) => `${action} ${outcome}`);
  }

  /** Whether the directory shows what Lead shows. */
  async agrees(accountId: string): Promise<boolean> {
    const read = await readState(this.deps.db, leadReader(this.program), accountId);
    if (read.kind !== "read") return false;
    const lists = await storedRelationships(this.deps.db, this.slug, accountId);
    const pairs = Object.entries(lists).flatMap(([type, ids]) => ids.map((id) => ({ entity_id: id, relationship_type: type })));
    const paths = [...new Set(Object.values(reliedOnPaths).flat()), relationshipsPath];
    return seenDigest(paths, (await this.entry(accountId))?.body, pairs) === seenDigest(paths, read.state.account, read.state.relationships);
  }

  /** As if this much time had gone by for a command: its lease, its pause and its window. */
  async age(id: string, seconds: number): Promise<void> {
    const { askedAt } = await this.row(id);
    await this.deps.db.update(commands).set({ askedAt: new Date(askedAt.getTime() - seconds * 1_000), leasedUntil: new Date(0), nextSendAt: new Date(0) }).where(eq(commands.id, id));
  }
}
