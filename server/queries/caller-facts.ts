import "server-only";
import { callerFacts } from "@/lib/call-desk/caller-facts";
import type { CallerFact, CallerFacts, RevealedFact } from "@/lib/call-desk/caller-facts";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { databaseCallSink } from "../audit/call-sink";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { holdersOf } from "../directory/entry";
import { inTurns } from "../directory/in-turns";
import { unavailableProblem } from "../directory/unavailable-problem";
import { leadReader } from "../lead/lead-client";
import type { LeadReader } from "../lead/lead-client";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

type Deps = { db?: Database; reader?: LeadReader };

const readsAtATime = 4;
/** A caller is one of few; an account with more holders is looked at on its page. */
const mostHolders = 8;

const readerOf = (caller: Caller, db: Database) => leadReader(caller.program, { operator: caller.actor.subject, sink: databaseCallSink(db) });

/** What each holder of an account can be asked for, masked, read at Lead now and kept nowhere. */
export async function maskedCallerFacts(caller: Caller, accountId: string, deps: Deps = {}): Promise<Result<CallerFacts[]>> {
  const db = deps.db ?? sharedDatabase();
  const denied = await denial(db, caller, "take-calls");
  if (denied) return fail(denied);
  const reader = deps.reader ?? readerOf(caller, db);
  const holders = (await holdersOf(db, caller.program, accountId)).slice(0, mostHolders);
  const read = await inTurns(holders, readsAtATime, async ({ entityId }) => ({ entityId, facts: await factsOf(reader, entityId) }));
  const failed = read.find(({ facts }) => !facts.ok);
  if (failed && !failed.facts.ok) return failed.facts;
  return ok(read.map(({ entityId, facts }) => ({ entityId, facts: facts.ok ? facts.value.map(({ key, label, masked }) => ({ key, label, masked })) : [] })));
}

/** One of them whole, for a holder of this account; each time it is on the trail before it is answered. */
export async function revealCallerFact(caller: Caller, accountId: string, entityId: string, key: string, deps: Deps = {}): Promise<Result<RevealedFact>> {
  const db = deps.db ?? sharedDatabase();
  const denied = await denial(db, caller, "reveal-caller-facts");
  if (denied) return fail(denied);
  const isHolder = (await holdersOf(db, caller.program, accountId)).some((holder) => holder.entityId === entityId);
  if (!isHolder) return fail(notOfAHolder);
  const facts = await factsOf(deps.reader ?? readerOf(caller, db), entityId);
  if (!facts.ok) return facts;
  const fact = facts.value.find((known) => known.key === key);
  if (!fact) return fail(notOfAHolder);
  await db.transaction((tx) => appendEntry(tx, { program: caller.program.slug, actor: caller.actor, action: "reveal-caller-fact", outcome: "done", accountId, details: { fact: fact.label, entity: entityId } }));
  return ok({ value: fact.value });
}

async function factsOf(reader: LeadReader, entityId: string): Promise<Result<CallerFact[]>> {
  const answer = await reader.entities.callerFacts(entityId);
  return answer.kind === "answered" ? ok(callerFacts(answer.value)) : fail(unavailableProblem(answer));
}

const notOfAHolder: Problem = { kind: "not-possible-now", title: "This is not known of a holder of this account.", saved: "Nothing was shown.", next: "Open the account again." };
