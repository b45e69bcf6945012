import "server-only";
import { desc, isNull } from "drizzle-orm";
import { may, roles } from "@/lib/permissions";
import type { Queryable } from "../db/client";
import { sessions } from "../db/schema";
import type { Program } from "../programs";

export type Owner = { subject: string; name: string };

const mostLooked = 2_000;

/** Who may resolve exceptions in a program, of those who signed in lately: of others the console knows no groups. */
export async function possibleOwners(tx: Queryable, program: Program): Promise<Owner[]> {
  const rows = await tx
    .select({ subject: sessions.subject, name: sessions.name, groups: sessions.groups })
    .from(sessions)
    .where(isNull(sessions.revokedAt))
    .orderBy(desc(sessions.createdAt))
    .limit(mostLooked);
  const owners = new Map<string, Owner>();
  for (const { subject, name, groups } of rows) {
    const held = roles.filter((role) => program.roles[role].some((group) => groups.includes(group)));
    if (!owners.has(subject) && may(held, "resolve-exception")) owners.set(subject, { subject, name });
  }
  return [...owners.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
}
