import "server-only";
import type { AccountDetail, AccountLive } from "@/lib/account-views";
import { subledgerBalanceId } from "@/lib/lead/ids";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { databaseCallSink } from "../audit/call-sink";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { remember } from "../directory/remember";
import type { RememberOutcome } from "../directory/remember";
import { leadReader } from "../lead/lead-client";
import type { LeadReader } from "../lead/lead-client";
import { accountDetail } from "./account-detail";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

type Deps = { db?: Database; reader?: LeadReader };

/** Reads one known account at Lead with the read scope, remembers it, and answers what is known now. */
export async function accountLive(caller: Caller, accountId: string, deps: Deps = {}): Promise<Result<AccountLive>> {
  const db = deps.db ?? sharedDatabase();
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const reader = deps.reader ?? leadReader(caller.program, { operator: caller.actor.subject, sink: databaseCallSink(db) });
  const [outcome] = await remember(caller.program, [accountId], "looked-up", { actor: caller.actor, db, reader });
  const detail = await accountDetail(caller, accountId, db);
  if (!detail.ok) return detail;
  const problem = liveProblem(outcome);
  const { value } = detail;
  const [application, balance] = problem === null && value ? await Promise.all([applicationOf(reader, value), balanceOf(reader, value)]) : [null, null];
  return ok({ detail: value, problem, changed: seenChanges(outcome, value), application, balance });
}

function liveProblem(outcome: RememberOutcome | undefined): Problem | null {
  if (outcome?.kind === "unavailable") return outcome.problem;
  if (outcome?.kind !== "not-found") return null;
  return {
    kind: "not-possible-now",
    title: "Lead does not know this account.",
    saved: outcome.wasKnown ? "What the directory knew is kept and shown." : undefined,
    next: "Check the id and the program.",
  };
}

/** What this reading changed, for marking it; only for those who see Lead's answer whole. */
function seenChanges(outcome: RememberOutcome | undefined, detail: AccountDetail | null): AccountLive["changed"] {
  return outcome?.kind === "remembered" && detail?.isWhole ? outcome.changes : [];
}

async function applicationOf(reader: LeadReader, { body }: AccountDetail): Promise<AccountLive["application"]> {
  if (body.application_id === undefined) return null;
  const answer = await reader.applications.get(body.application_id);
  if (answer.kind !== "answered") return null;
  const { id, status = null, details } = answer.value;
  return { id, status, productName: details?.product_name ?? null };
}

/** Lead tells no one the balances of an account (FACTS 8.3): one is known where the program wrote its id into the metadata. */
async function balanceOf(reader: LeadReader, { body, accountId }: AccountDetail): Promise<AccountLive["balance"]> {
  const id = Object.values(body.metadata ?? {}).find((value) => subledgerBalanceId.safeParse(value).success);
  if (typeof id !== "string") return null;
  const answer = await reader.subledgerBalances.get(id);
  if (answer.kind !== "answered" || answer.value.account_id !== accountId) return null;
  const { currency_code: currency = null, status = null, details = null } = answer.value;
  return { id, currency, status, details };
}
