import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { SearchFound } from "@/lib/account-number-search";
import type { Queryable } from "../db/client";
import { searches } from "../db/schema-directory";
import { openText, sealText } from "../sealed-text";

type Whose = { program: string; owner: string };

/** What was searched for as it was typed, or what it led to where that must be kept nowhere; or accounts chosen by hand. */
export type KeptSearch = { kind: "text"; text: string } | SearchFound | { kind: "chosen"; accountIds: string[] };

const nameOf = ({ program, owner }: Whose, id: string) => JSON.stringify(["search", program, owner, id]);

/** Keeps a search for 30 days, encrypted, for one person in one program; the id is what an address may carry. */
export async function keepSearch(db: Queryable, whose: Whose, search: KeptSearch): Promise<string> {
  const id = randomUUID();
  await db.insert(searches).values({ ...whose, id, content: sealText(JSON.stringify(search), nameOf(whose, id)) });
  return id;
}

/** `id`: a UUID. Null where there is none, where it has expired, and where it is somebody else's. */
export async function keptSearch(db: Queryable, whose: Whose, id: string): Promise<KeptSearch | null> {
  const [row] = await db
    .select({ content: searches.content })
    .from(searches)
    .where(and(eq(searches.id, id), eq(searches.program, whose.program), eq(searches.owner, whose.owner), sql`${searches.keptAt} > now() - interval '30 days'`));
  const content = row && openText(row.content, nameOf(whose, id));
  return content ? (JSON.parse(content) as KeptSearch) : null;
}
