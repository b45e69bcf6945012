import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { plainDateWords } from "@/lib/fields/plain-date";
import type { Database } from "../db/client";
import { entities } from "../db/schema";
import type { PlannedClosing } from "../db/schema-bulk";
import type { Caller } from "./authorise";

/** What of a closing in a batch is one account's own: who asked and when, and how it is known that nothing is owed. */
export async function closingSays(db: Database, { program }: Caller, rows: readonly { closing: PlannedClosing | null }[]): Promise<(request: ClosingRequest) => string> {
  const askers = rows.flatMap(({ closing }) => (typeof closing?.request.answers.askedBy === "string" ? [closing.request.answers.askedBy] : []));
  const named = askers.length === 0 ? [] : await db.select({ id: entities.entityId, name: entities.displayName }).from(entities).where(and(eq(entities.program, program.slug), inArray(entities.entityId, askers)));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return ({ answers: { askedBy, askedOn, balanceKnownFrom }, note }) => {
    if (typeof askedBy !== "string") return `Nothing is owed: ${String(balanceKnownFrom)}`;
    return [`Asked for by ${names.get(askedBy) ?? askedBy} on ${plainDateWords(String(askedOn))}.`, note].filter(Boolean).join(" ");
  };
}
