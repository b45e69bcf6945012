import "server-only";
import { sql } from "drizzle-orm";
import { caseStanding, stageRows } from "@/lib/deceased/case-standing";
import type { CaseFacts } from "@/lib/deceased/case-standing";
import type { SectionState } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import { deceasedCases } from "../../db/schema-deceased";
import { caseFactsColumn } from "../../deceased/case-facts";
import { readSection } from "./read-section";
import type { WorkLook } from "./read-section";
import { basics } from "./requests";

/** The open cases of deceased holders, the oldest first; each with its next step. */
export function openDeceasedCases(db: Queryable, look: WorkLook): Promise<SectionState> {
  const rows = sql`
    SELECT ${deceasedCases.id} AS id, ${deceasedCases.accountId} AS account_id, entry.product_name, 0 AS rank, NULL::date AS due_on, ${deceasedCases.openedAt} AS since, ${deceasedCases.openedByName} AS by_name,
      jsonb_build_object('facts', ${caseFactsColumn}, 'name', person.display_name) AS extra
    FROM ${deceasedCases}
    LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (${deceasedCases.program}, ${deceasedCases.accountId})
    LEFT JOIN entities person ON (person.program, person.entity_id) = (${deceasedCases.program}, ${deceasedCases.entityId})
    WHERE ${deceasedCases.program} = ${look.caller.program.slug} AND ${deceasedCases.endedAt} IS NULL`;
  return readSection<{ facts: CaseFacts; name: string | null }>(db, look, { key: "deceased", rows }, (row) => {
    const { stage, next } = caseStanding(row.extra.facts);
    const alarm = row.extra.facts.proof === "withdrawn" ? "Accepted proof was withdrawn" : null;
    return {
      ...basics(row), what: `Deceased holder: ${row.extra.name ?? "name not known"}`, stage: stageRows[stage].label, tone: alarm ? "warn" : "accent", next, owner: "Compliance",
      why: null, alarm, due: null, path: `accounts/${row.accountId ?? ""}`,
    };
  });
}
