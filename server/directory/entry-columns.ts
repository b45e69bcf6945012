import "server-only";
import type { LeadAccount } from "@/lib/lead/account";
import { storableJson } from "../audit/storable-json";
import type { directoryEntries } from "../db/schema";
import { fold, foldPair } from "./fold";

type Inserted = typeof directoryEntries.$inferInsert;
export type EntryColumns = Omit<Inserted, "program" | "enteredAt" | "enteredBy" | "readAt" | "writtenAt" | "missingSince" | "holderCount">;

/** What a list filters and sorts on, from Lead's body: any field of it may be missing, and any enum value new. */
export function entryColumns(answer: LeadAccount, readStartedAt: Date): EntryColumns {
  const body = storableJson(answer);
  const credit = body.details?.credit;
  const updatedAt = instantOf(body.updated_at);
  const metadata = metadataOf(body.metadata);
  const productName = body.details?.product_name ?? "";
  return {
    accountId: body.id,
    clientAccountId: body.client_account_id ?? null,
    applicationId: body.application_id ?? null,
    status: body.status ?? "unknown",
    statusReason: body.status_reason ?? null,
    capabilities: body.capabilities ?? [],
    holderType: body.entities?.account_holder_type ?? null,
    productName,
    productFolded: fold(productName),
    currency: credit?.currency ?? null,
    availableCredit: minorUnits(credit?.available_credit),
    creditLimit: minorUnits(credit?.limit),
    maxLimit: minorUnits(credit?.max_limit),
    isMla: credit?.is_mla ?? null,
    scraStart: plainDate(credit?.scra?.start_date),
    scraEnd: plainDate(credit?.scra?.end_date),
    hasNotice: body.details?.adverse_action_notice !== undefined,
    metadata,
    metadataPairs: Object.entries(metadata).map(([key, value]) => foldPair(key, value)),
    leadCreatedAt: instantOf(body.created_at),
    leadUpdatedAt: updatedAt,
    closedAt: instantOf(body.details?.closed_at),
    sortedAt: updatedAt ?? readStartedAt,
    body,
  };
}

function minorUnits(value: number | undefined): number | null {
  return value !== undefined && Number.isSafeInteger(value) ? value : null;
}

function instantOf(value: string | undefined): Date | null {
  if (value === undefined) return null;
  const at = new Date(value);
  // Outside these years PostgreSQL and JavaScript write a time differently.
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 || at.getUTCFullYear() > 9999 ? null : at;
}

/** A date without a time, taken as it is written; null where there is no such day. */
function plainDate(value: string | undefined): string | null {
  const day = value === undefined ? undefined : /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(value)?.[1];
  if (day === undefined || day.startsWith("0000")) return null;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}

function metadataOf(metadata: Record<string, unknown> | undefined): Record<string, string> {
  const entries = Object.entries(metadata ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]));
}
