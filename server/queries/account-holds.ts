import "server-only";
import { and, count, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { HoldView } from "@/lib/account-views";
import { may } from "@/lib/permissions";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { evidence, evidenceWithdrawals } from "../db/schema-evidence";
import { holds } from "../db/schema-holds";
import type { OpenHold } from "../directory/entry";
import type { Caller } from "./authorise";

// What a hold says of its cause: for those alone who may read sensitive fields.

type Asked = { accountId: string };

const mayKnow = ({ roles }: Caller) => may(roles, "read-sensitive");

/** The open holds as they were read; null for those who may not know them. */
export async function openHoldViews(tx: Queryable, caller: Caller, accountId: string, open: readonly OpenHold[]): Promise<HoldView[] | null> {
  if (!mayKnow(caller)) return null;
  const pieces = await evidenceCounts(tx, caller, accountId, open.map(({ id }) => id));
  return open.map((hold) => holdView(hold, pieces.get(hold.id) ?? 0, null));
}

const mostReleased = 200;

/** The released ones, the last one first; null for those who may not know them. */
export async function releasedHoldViews(tx: Queryable, caller: Caller, accountId: string): Promise<HoldView[] | null> {
  if (!mayKnow(caller)) return null;
  const rows = await storedHolds(tx).where(and(ofAccount(caller, { accountId }), isNotNull(holds.releasedAt))).orderBy(desc(holds.releasedAt), desc(holds.id)).limit(mostReleased);
  const pieces = await evidenceCounts(tx, caller, accountId, rows.map(({ hold }) => hold.id));
  return rows.map(({ hold, approver }) => holdView(hold, pieces.get(hold.id) ?? 0, approver));
}

/** One hold of an account, open or released; null where there is none, and for those who may not know it. */
export async function oneHoldView(tx: Queryable, caller: Caller, { accountId, holdId }: Asked & { holdId: string }): Promise<HoldView | null> {
  if (!mayKnow(caller)) return null;
  const [row] = await storedHolds(tx).where(and(ofAccount(caller, { accountId }), eq(holds.id, holdId)));
  if (!row) return null;
  const pieces = await evidenceCounts(tx, caller, accountId, [holdId]);
  return holdView(row.hold, pieces.get(holdId) ?? 0, row.approver);
}

const ofAccount = ({ program }: Caller, { accountId }: Asked) => and(eq(holds.program, program.slug), eq(holds.accountId, accountId));

/** With who approved the release, where two people had to. */
function storedHolds(tx: Queryable) {
  return tx.select({ hold: holds, approver: commands.approverName }).from(holds).leftJoin(commands, eq(commands.id, holds.releaseCommand));
}

/** What was withdrawn is not counted; it is still listed. */
async function evidenceCounts(tx: Queryable, { program }: Caller, accountId: string, holdIds: readonly string[]): Promise<Map<string, number>> {
  if (holdIds.length === 0) return new Map();
  const rows = await tx
    .select({ holdId: evidence.subjectId, pieces: count() })
    .from(evidence)
    .leftJoin(evidenceWithdrawals, eq(evidenceWithdrawals.evidenceId, evidence.id))
    .where(and(eq(evidence.program, program.slug), eq(evidence.accountId, accountId), eq(evidence.subjectKind, "hold"), inArray(evidence.subjectId, [...holdIds]), isNull(evidenceWithdrawals.evidenceId)))
    .groupBy(evidence.subjectId);
  return new Map(rows.map(({ holdId, pieces }) => [holdId, pieces]));
}

function holdView(hold: OpenHold, evidencePieces: number, approvedBy: string | null): HoldView {
  const { id, type, reference, note, servedOn, expiresOn, releaseByTwo, releasedAt } = hold;
  return {
    id, type, reference, note, servedOn, expiresOn, releaseByTwo,
    placedBy: hold.placedByName,
    placedAt: hold.placedAt.toISOString(),
    evidence: evidencePieces,
    released: releasedAt ? { by: hold.releasedByName ?? "", at: releasedAt.toISOString(), reason: hold.releasedReason ?? "", approvedBy } : null,
  };
}
