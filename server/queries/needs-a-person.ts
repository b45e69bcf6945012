import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { CommandName } from "@/lib/command";
import { maskedProblem } from "@/lib/command-receipt";
import { may } from "@/lib/permissions";
import { mostOfSection } from "@/lib/work-queue";
import type { NeedsAPerson } from "@/lib/work-queue";
import { db as sharedDatabase } from "../db/client";
import type { Queryable } from "../db/client";
import { auditEntries, commands, directoryEntries } from "../db/schema";
import type { Caller } from "./authorise";
import { auditEntryView } from "./masked-entry";

/**
 * The commands of the program that only a person can settle, the oldest first, each with what it asked for. Nothing for
 * those who may not see them.
 */
export async function needsAPerson({ program, permissions, roles }: Caller, db: Queryable = sharedDatabase(), limit: number = mostOfSection): Promise<NeedsAPerson[]> {
  if (!permissions.has("read-unsettled")) return [];
  const rows = await db
    .select({ command: commands, productName: directoryEntries.productName, currency: directoryEntries.currency, asked: auditEntries })
    .from(commands)
    .leftJoin(directoryEntries, and(eq(directoryEntries.program, commands.program), eq(directoryEntries.accountId, commands.accountId)))
    .leftJoin(auditEntries, askedEntry)
    .where(and(eq(commands.program, program.slug), eq(commands.status, "needs-a-person")))
    .orderBy(asc(commands.askedAt), asc(commands.id))
    .limit(limit);
  return rows.map(({ command, productName, currency, asked }) => ({
    commandId: command.id,
    // Written by the pipeline alone, from its own table of names.
    name: command.name as CommandName,
    accountId: command.accountId,
    productName,
    currency,
    askedBy: command.operatorName,
    askedAt: command.askedAt.toISOString(),
    lastSentAt: command.lastSentAt?.toISOString() ?? null,
    sends: command.sends,
    problem: command.problem && (may(roles, "read-sensitive") ? command.problem : maskedProblem(command.problem)),
    changes: asked ? auditEntryView(asked, { currency, onBehalfOf: null }, roles).changes : [],
  }));
}

/** Written in the intent's own transaction; the bounds let the trail's index by time find it. */
const askedEntry = and(
  eq(auditEntries.program, commands.program),
  sql`${auditEntries.at} BETWEEN ${commands.askedAt} - interval '1 minute' AND ${commands.askedAt} + interval '1 minute'`,
  eq(auditEntries.commandId, commands.id),
  eq(auditEntries.outcome, "asked"),
);
