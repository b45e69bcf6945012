import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { SearchFound } from "@/lib/account-number-search";
import type { Queryable } from "../db/client";
import { searches } from "../db/schema-intake";

type Whose = { program: string; operator: string };

/** Keeps what a search led to for a day, for one person in one program; the id is what an address may carry. */
export async function keepSearch(db: Queryable, { program, operator }: Whose, found: SearchFound): Promise<string> {
  const id = randomUUID();
  await db.insert(searches).values({ id, program, operator, found, expiresAt: sql`now() + interval '1 day'` });
  return id;
}

/** Undefined where there is none, where it has expired, and where it is somebody else's. */
export async function keptSearch(db: Queryable, { program, operator }: Whose, id: string): Promise<SearchFound | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [row] = await db
    .select({ found: searches.found })
    .from(searches)
    .where(and(eq(searches.id, id), eq(searches.program, program), eq(searches.operator, operator), sql`${searches.expiresAt} > now()`));
  return row?.found;
}
