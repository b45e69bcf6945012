import "server-only";
import type { CommandName } from "@/lib/command";
import { databaseCallSink } from "../audit/call-sink";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import type { CallSink } from "../lead/call-log";
import { leadReader, leadWriter } from "../lead/lead-client";
import type { LeadReader, LeadWriter } from "../lead/lead-client";
import type { RequestContext } from "../lead/lead-request";
import { programBySlug } from "../programs";
import type { Program } from "../programs";
import type { CommandDefinition } from "./define-command";
import type { CommandPhase } from "./phases";

/** By name; a name without a row is a command that this process does not know. */
export type CommandDefinitions = Partial<Record<CommandName, CommandDefinition>>;

/** Everything the pipeline touches outside itself. */
export type CommandDeps = {
  db: Database;
  definitions: CommandDefinitions;
  programOf(slug: string): Program | undefined;
  reader(program: Program, context: RequestContext): LeadReader;
  writer(program: Program, context: RequestContext): LeadWriter;
  sink: CallSink;
  onPhase(phase: CommandPhase, commandId: string): void | Promise<void>;
};

/** The process's own database and programs. */
export function commandDeps(definitions: CommandDefinitions): CommandDeps {
  const db = sharedDatabase();
  return { db, definitions, programOf: programBySlug, reader: leadReader, writer: leadWriter, sink: databaseCallSink(db), onPhase: () => undefined };
}
