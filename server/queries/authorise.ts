import "server-only";
import { onlyPhrase } from "@/lib/permissions";
import type { Permission } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import type { Database } from "../db/client";
import type { OperatorInProgram } from "../operator";

/** Who asks, and in which program: from requireOperator or operatorInProgram. */
export type Caller = Pick<OperatorInProgram, "actor" | "program" | "roles" | "permissions">;

/** Null where the role permits it, or one of `others`; otherwise the problem, with the denial on the trail. */
export async function denial(db: Database, caller: Caller, permission: Permission, ...others: readonly Permission[]): Promise<Problem | null> {
  if ([permission, ...others].some((enough) => caller.permissions.has(enough))) return null;
  await db.transaction((tx) =>
    appendEntry(tx, { program: caller.program.slug, actor: caller.actor, action: "denied", outcome: "denied", details: { permission } }),
  );
  return { kind: "forbidden", title: onlyPhrase(permission), saved: "Nothing was shown.", next: "Ask a person with that role." };
}
