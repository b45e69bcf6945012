import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { holdTypes } from "@/lib/accounts/command-inputs";
import type { Actor } from "@/lib/operator";
import type { Program } from "../programs";
import type { Queryable } from "../db/client";
import { holds } from "../db/schema-holds";

type NewHold = {
  id: string;
  program: Pick<Program, "slug" | "approvals">;
  accountId: string;
  type: string;
  reference?: string;
  note?: string;
  /** Plain dates in the program's zone. */
  servedOn?: string;
  expiresOn?: string;
  placedBy: Actor;
};

/** Writes a hold down; the same id a second time changes nothing. The caller holds the entry's row. */
export async function insertHold(tx: Queryable, { program, placedBy, reference, note, servedOn, expiresOn, ...hold }: NewHold): Promise<void> {
  await tx
    .insert(holds)
    .values({ ...hold, program: program.slug, releaseByTwo: releasedByTwo(program, hold.type), reference: reference ?? null, note: note ?? null, servedOn: servedOn ?? null, expiresOn: expiresOn ?? null, placedBy: placedBy.subject, placedByName: placedBy.name })
    .onConflictDoNothing();
}

/** Whether the program wants two people to release a hold of this kind. */
export function releasedByTwo({ approvals }: Pick<Program, "approvals">, type: string): boolean {
  const known = holdTypes.find((one) => one === type);
  return known !== undefined && approvals.holdRelease[known];
}

type Release = { program: string; accountId: string; holdId: string; reason: string; releasedBy: Actor; commandId: string };

/** Releases an open hold; undefined where there is none of this id on the account. The caller holds the entry's row. */
export async function endHold(tx: Queryable, { program, accountId, holdId, reason, releasedBy, commandId }: Release) {
  const [released] = await tx
    .update(holds)
    .set({ releasedBy: releasedBy.subject, releasedByName: releasedBy.name, releasedAt: sql`now()`, releasedReason: reason, releaseCommand: commandId })
    .where(and(eq(holds.id, holdId), eq(holds.program, program), eq(holds.accountId, accountId), isNull(holds.releasedAt)))
    .returning({ type: holds.type, reference: holds.reference });
  return released;
}
