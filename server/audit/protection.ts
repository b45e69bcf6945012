import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "../db/client";

/** What keeps this connection's role from changing audit entries: its lack of rights as well, or the triggers alone. */
export type AuditProtection = "role-and-trigger" | "trigger-only";

export const auditProtectionWords: Record<AuditProtection, string> = {
  "role-and-trigger": "protected by role and trigger",
  "trigger-only": "protected by trigger only: set MIGRATION_DATABASE_URL to a role of its own",
};

export async function auditProtection(db: Queryable): Promise<AuditProtection> {
  const { rows } = await db.execute<{ can: boolean }>(
    sql`SELECT has_table_privilege('audit_entries', 'UPDATE, DELETE, TRUNCATE') OR pg_has_role(relowner, 'MEMBER') AS can FROM pg_class WHERE oid = 'audit_entries'::regclass`,
  );
  return rows[0]?.can === false ? "role-and-trigger" : "trigger-only";
}
