import "server-only";
import { sql } from "drizzle-orm";
import { commandLabels, commandStatusWords } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import type { SectionState } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import { readSection } from "./read-section";
import type { WorkLook } from "./read-section";
import { basics } from "./requests";

type OfCommand = { name: CommandName; status: "pending" | "unconfirmed" };

/** Commands whose outcome the console is finding out by itself. */
export function commandsBeingChecked(db: Queryable, look: WorkLook): Promise<SectionState> {
  const rows = sql`
    SELECT command.id, command.account_id, entry.product_name, 0 AS rank, NULL::date AS due_on, command.asked_at AS since, command.operator_name AS by_name,
      jsonb_build_object('name', command.name, 'status', command.status) AS extra
    FROM commands command LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (command.program, command.account_id)
    WHERE command.program = ${look.caller.program.slug} AND command.status IN ('pending', 'unconfirmed')`;
  return readSection<OfCommand>(db, look, { key: "checking", rows }, (row) => ({
    ...basics(row), what: commandLabels[row.extra.name], stage: commandStatusWords[row.extra.status], tone: "accent", next: "The console asks Lead again", owner: "The console",
    why: null, alarm: null, due: null, path: row.accountId ? `accounts/${row.accountId}` : `calls?command=${row.id}`,
  }));
}
