import "server-only";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { LeadAccount } from "@/lib/lead/account";
import type { LeadEntityRelationship } from "@/lib/lead/entity-relationship";
import { isAccountId } from "@/lib/lead/ids";
import { consoleActor } from "@/lib/operator";
import type { Actor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import type { EnteredBy } from "../db/schema";
import type { CallSink } from "../lead/call-log";
import { leadReader } from "../lead/lead-client";
import type { LeadReader } from "../lead/lead-client";
import type { LeadOutcome } from "../lead/lead-error";
import type { Program } from "../programs";
import { markMissing } from "./gone-from-lead";
import { inTurns } from "./in-turns";
import { databaseNow, rememberAnswer } from "./remember-answer";
import { entitiesToRead, rememberEntities } from "./remember-entities";
import type { ReadEntity } from "./remember-entities";
import { unavailableProblem } from "./unavailable-problem";

export type RememberOutcome =
  | { kind: "remembered"; id: string; entered: boolean; ignored: boolean; changes: FieldChange[] }
  /** Lead does not know the id; `wasKnown`: the directory did, and says so now. */
  | { kind: "not-found"; id: string; wasKnown: boolean }
  | { kind: "unavailable"; id: string; problem: Problem };

export type RememberOptions = {
  /** Who looks it up. */
  actor?: Actor;
  sink?: CallSink;
  db?: Database;
  reader?: LeadReader;
  /** Accounts read at the same time; 4 unless told. */
  concurrency?: number;
  onOutcome?: (outcome: RememberOutcome) => void;
};

const entitiesAtATime = 4;

/**
 * The only way into the directory but a command's own answer: reads each account, all its relationships, and each
 * entity that is not known or was read longer than a day ago. Safe to repeat; answers in the order of the ids.
 */
export async function remember(program: Program, ids: readonly string[], via: EnteredBy, options: RememberOptions = {}): Promise<RememberOutcome[]> {
  const db = options.db ?? sharedDatabase();
  const reader = options.reader ?? leadReader(program, { operator: options.actor?.subject, sink: options.sink });
  return inTurns(ids, options.concurrency ?? 4, async (id) => {
    const outcome = await rememberOne({ program, db, reader, via, actor: options.actor ?? consoleActor }, id);
    options.onOutcome?.(outcome);
    return outcome;
  });
}

type Work = { program: Program; db: Database; reader: LeadReader; via: EnteredBy; actor: Actor };

async function rememberOne(work: Work, id: string): Promise<RememberOutcome> {
  if (!isAccountId(id)) return { kind: "not-found", id, wasKnown: false };
  const { program, db, reader } = work;
  const readStartedAt = await databaseNow(db);
  const [account, relationships] = await Promise.all([reader.accounts.get(id), reader.accounts.relationships.list(id)]);
  if (isUnknown(account)) {
    const wasKnown = await db.transaction((tx) => markMissing(tx, program.slug, id, readStartedAt));
    return { kind: "not-found", id, wasKnown };
  }
  if (account.kind !== "answered") return { kind: "unavailable", id, problem: unavailableProblem(account) };
  if (relationships.kind !== "answered") return { kind: "unavailable", id, problem: unavailableProblem(relationships) };
  return store(work, account.value, relationships.value, readStartedAt);
}

/** Lead's 404: it was asked and does not know the id. */
function isUnknown(outcome: LeadOutcome<unknown>): boolean {
  return outcome.kind === "refused" && outcome.problem.status === 404;
}

async function store(work: Work, account: LeadAccount, relationships: LeadEntityRelationship[], readStartedAt: Date): Promise<RememberOutcome> {
  const { program, db, via, actor } = work;
  const entities = await readEntities(work, relationships.map(({ entity_id }) => entity_id));
  const { changes, ignored, entered } = await db.transaction(async (tx) => {
    await rememberEntities(tx, program.slug, entities);
    return rememberAnswer(tx, program, { account, relationships, readStartedAt, via, actor });
  });
  return { kind: "remembered", id: account.id, entered, ignored, changes };
}

/** One that Lead does not give stays as it was known, or unknown: the account is shown without its name. */
async function readEntities({ program, db, reader }: Work, ids: readonly string[]): Promise<ReadEntity[]> {
  const wanted = await entitiesToRead(db, program.slug, ids);
  if (wanted.length === 0) return [];
  const readStartedAt = await databaseNow(db);
  const answers = await inTurns(wanted, entitiesAtATime, (id) => reader.entities.get(id));
  return answers.flatMap((answer, index) =>
    answer.kind === "answered" && answer.value.id === wanted[index] ? [{ entity: answer.value, readStartedAt }] : [],
  );
}
