import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { CallFigure, callTimeInput } from "@/lib/call-desk/call-times";
import { businessDate } from "@/lib/format";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { callTimes } from "../db/schema-calls";
import { databaseNow } from "../directory/remember-answer";
import type { OperatorInProgram } from "../operator";

type Here = Pick<OperatorInProgram, "program" | "permissions">;

/** Keeps how long a call took, and of whom and about what nothing; whether the person takes calls. */
export async function keepCallTime({ program, permissions }: Here, { outcome, seconds }: z.infer<typeof callTimeInput>, db: Database = sharedDatabase()): Promise<boolean> {
  if (!permissions.has("take-calls")) return false;
  const day = businessDate(await databaseNow(db), program.timeZone);
  await db.insert(callTimes).values({ program: program.slug, day, outcome, seconds });
  return true;
}

/** Of a business day of the program, today where none is given. */
export async function callFigure({ program }: Pick<OperatorInProgram, "program">, day?: string, db: Queryable = sharedDatabase()): Promise<CallFigure> {
  const of = day ?? businessDate(await databaseNow(db), program.timeZone);
  const [row] = await db
    .select({ calls: sql<number>`count(*)::integer`, medianSeconds: sql<number | null>`round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${callTimes.seconds}))::integer` })
    .from(callTimes)
    .where(and(eq(callTimes.program, program.slug), eq(callTimes.day, of)));
  return { calls: row?.calls ?? 0, medianSeconds: row?.medianSeconds ?? null };
}
