import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { bulkActionRows, mostInBulk } from "@/lib/bulk/bulk-actions";
import { planBulkInput } from "@/lib/bulk/bulk-inputs";
import type { ChosenAccounts, PlanBulkInput } from "@/lib/bulk/bulk-inputs";
import { changeDirectoryQuery, parseDirectoryQuery, serializeDirectoryQuery } from "@/lib/directory-query";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { storableJson } from "../audit/storable-json";
import { notPermitted } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext } from "../commands/define-command";
import type { Database, Queryable } from "../db/client";
import { bulkRuns } from "../db/schema-bulk";
import { exportedIds, exportedWhere } from "../queries/account-export-rows";
import { searchTerm } from "../queries/account-search-term";
import type { Caller } from "../queries/authorise";
import { judgeAccounts } from "./judge-accounts";
import type { JudgedAccount } from "./judge-accounts";
import { secondPerson } from "./second-person";

/** Prepares a bulk action: which accounts, and of each what will be done or why not. Nothing is asked of Lead. */
export const planBulk = defineLocalCommand<PlanBulkInput, JudgedAccount[]>({
  kind: "local",
  name: "plan-bulk",
  permissions: ["plan-bulk"],
  schema: planBulkInput,
  accountId: () => null,
  authorise: ({ actor, input }) => {
    const { permission } = bulkActionRows[input.action];
    return may(actor.roles, permission) ? null : notPermitted(permission);
  },
  look: async ({ deps: { db } }, { program, actor, input, now }) => {
    const caller: Caller = { program, actor, roles: actor.roles, permissions: new Set() };
    const ids = await idsOf(db, caller, input.chosen);
    if (!ids.ok) return ids;
    return ok(await judgeAccounts(db, { caller, action: input.action, terms: input.terms, now }, ids.value));
  },
  perform: async (tx, context) => {
    const { ready } = context;
    await insertRun(tx, context);
    await insertRows(tx, context, ready);
    const { action } = context.input;
    return ok({ details: { bulkId: context.commandId, bulk: action, accounts: ready.length, refused: ready.filter(({ refusal }) => refusal).length } });
  },
});

/** As the list has them, of one moment. */
async function idsOf(db: Database, caller: Caller, chosen: ChosenAccounts): Promise<Result<string[]>> {
  if (chosen.by === "hand") return ok(chosen.ids);
  const query = queryOf(chosen.list);
  const term = await searchTerm(db, caller, query);
  if (!term.ok) return term;
  const ids = await upTo(db, exportedIds(await exportedWhere(db, caller, query, term.value), query), mostInBulk + 1);
  if (ids.length === 0) return fail(noneFits);
  return ids.length > mostInBulk ? fail(tooMany) : ok(ids);
}

/** Of an address what makes sense, without a place in the list. */
const queryOf = (list: string) => changeDirectoryQuery(parseDirectoryQuery(new URLSearchParams(list)), {});

async function upTo(db: Database, all: SQL, most: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`${all} LIMIT ${most}`);
  return rows.map(({ id }) => id);
}

const nothingPrepared = "Nothing was prepared.";
const noneFits: Problem = { kind: "not-possible-now", title: "No account fits any more.", saved: nothingPrepared, next: "Look at the list again." };
const tooMany: Problem = {
  kind: "not-possible-now", title: `At most ${mostInBulk.toLocaleString("en-US")} accounts at once.`, saved: nothingPrepared, next: "Narrow the list by filters, then take the rest in another one.",
};

type Planning = CommandContext<PlanBulkInput> & { ready: JudgedAccount[] };

async function insertRun(tx: Queryable, { commandId, program, actor, input, ready }: Planning): Promise<void> {
  const { action, terms, chosen } = input;
  const asked = { id: commandId, action, askedBy: actor.subject };
  await tx.insert(bulkRuns).values({
    id: commandId, program: program.slug, action, terms, status: "planned", rowCount: ready.length,
    chosen: chosen.by === "hand" ? { by: "hand" } : { by: "list", list: serializeDirectoryQuery(queryOf(chosen.list)) },
    ...(await secondPerson(tx, program, asked, ready.filter(({ refusal }) => !refusal).length)),
    askedBy: actor.subject, askedByName: actor.name, askedByRoles: [...actor.roles],
  });
}

const rowsAtATime = 2_000;

async function insertRows(tx: Queryable, { commandId, program }: Planning, judged: readonly JudgedAccount[]): Promise<void> {
  for (let from = 0; from < judged.length; from += rowsAtATime) {
    const some = judged.slice(from, from + rowsAtATime).map(({ accountId, seen, hasCredit, refusal }, index) => ({ row_number: from + index + 1, account_id: accountId, seen, has_credit: hasCredit, problem: refusal }));
    await tx.execute(sql`
      INSERT INTO bulk_rows (run_id, program, row_number, account_id, seen, has_credit, state, problem)
      SELECT ${commandId}, ${program.slug}, row_number, account_id, seen, has_credit, CASE WHEN problem IS NULL THEN 'waiting' ELSE 'excluded' END, problem
      FROM jsonb_to_recordset(${JSON.stringify(storableJson(some))}::jsonb) AS judged (row_number integer, account_id text, seen text, has_credit boolean, problem jsonb)`);
  }
}
