import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import type { RecordKind } from "./closing-record";

/** A record that would be purged. */
export type PurgeItem = { id: string; kind: RecordKind; accountId: string; productName: string; endedOn: string; retainUntil: string };

/** One confirmed list, and how far it is. */
export type RetentionRun = { id: string; confirmedBy: string; confirmedAt: string; reason: string; records: number; purged: number; kept: number; endedAt: string | null };

/** What retention would do now, before it does it. `more`: the list is full, and a next one follows. */
export type RetentionReport = { years: number; items: PurgeItem[]; more: boolean; listHash: string; heldBack: number; runs: RetentionRun[]; mayPurge: boolean };

export const purgeRecordsInput = z.strictObject({ listHash: z.string().regex(/^[0-9a-f]{64}$/, "Look at the list again."), reason: operatorText() });
