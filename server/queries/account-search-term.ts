import "server-only";
import { classifySearch } from "@/lib/directory-query";
import type { DirectoryQuery, SearchTerm } from "@/lib/directory-query";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { Queryable } from "../db/client";
import { keptSearch } from "../directory/kept-search";
import type { Caller } from "./authorise";

/** What a list is searched for: the address's own text, or one that the server keeps for the person who asks. */
export async function searchTerm(db: Queryable, { actor, program }: Caller, { q, search }: DirectoryQuery): Promise<Result<SearchTerm | undefined>> {
  if (search === undefined) return ok(classifySearch(q));
  const kept = await keptSearch(db, { program: program.slug, owner: actor.subject }, search);
  if (kept === null || kept.kind === "chosen") return fail(notKept);
  return ok(kept.kind === "text" ? classifySearch(kept.text) : kept);
}

const notKept = {
  kind: "invalid" as const,
  title: "This search is not kept.",
  detail: "What was searched for is kept for 30 days, for the person who searched.",
  next: "Search again.",
};
