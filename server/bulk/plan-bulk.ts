import "server-only";
import { sql } from "drizzle-orm";
import { bulkActionRows } from "@/lib/bulk/bulk-actions";
import { planBulkInput } from "@/lib/bulk/bulk-inputs";
import type { PlanBulkInput } from "@/lib/bulk/bulk-inputs";
import { serializeDirectoryQuery } from "@/lib/directory-query";
import { may } from "@/lib/permissions";
import { ok } from "@/lib/result";
import { storableJson } from "../audit/storable-json";
import { notPermitted } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext } from "../commands/define-command";
import type { Queryable } from "../db/client";
import { bulkRuns } from "../db/schema-bulk";
import type { Caller } from "../queries/authorise";
import { chosenAccountIds, listQuery } from "./chosen-accounts";
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
    const ids = await chosenAccountIds(db, caller, input.chosen, bulkActionRows[input.action].most);
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

type Planning = CommandContext<PlanBulkInput> & { ready: JudgedAccount[] };

async function insertRun(tx: Queryable, { commandId, program, actor, input, ready }: Planning): Promise<void> {
  const { action, terms, chosen } = input;
  const asked = { id: commandId, action, askedBy: actor.subject, askedByRoles: [...actor.roles], terms };
  await tx.insert(bulkRuns).values({
    id: commandId, program: program.slug, action, terms, status: "planned", rowCount: ready.length,
    chosen: chosen.by === "hand" ? { by: "hand" } : { by: "list", list: serializeDirectoryQuery(listQuery(chosen.list)) },
    ...(await secondPerson(tx, program, asked, ready.filter(({ refusal }) => !refusal).length)),
    askedBy: actor.subject, askedByName: actor.name, askedByRoles: [...actor.roles],
  });
}

const rowsAtATime = 2_000;

async function insertRows(tx: Queryable, { commandId, program }: Planning, judged: readonly JudgedAccount[]): Promise<void> {
  for (let from = 0; from < judged.length; from += rowsAtATime) {
    const some = judged.slice(from, from + rowsAtATime).map(({ accountId, seen, hasCredit, closing = null, refusal }, index) => ({ row_number: from + index + 1, account_id: accountId, seen, has_credit: hasCredit, closing, problem: refusal }));
    await tx.execute(sql`
      INSERT INTO bulk_rows (run_id, program, row_number, account_id, seen, has_credit, closing, state, problem)
      SELECT ${commandId}, ${program.slug}, row_number, account_id, seen, has_credit, nullif(closing, 'null'), CASE WHEN problem IS NULL THEN 'waiting' ELSE 'excluded' END, problem
      FROM jsonb_to_recordset(${JSON.stringify(storableJson(some))}::jsonb) AS judged (row_number integer, account_id text, seen text, has_credit boolean, closing jsonb, problem jsonb)`);
  }
}
