import { may } from "./permissions";
import type { Role } from "./permissions";

/** Where a person begins, a path below the program's: compliance at what waits for it, support at the accounts. */
export function homePlace(roles: readonly Role[]): string {
  if (may(roles, "read-work-queue") && may(roles, "decide-closing")) return "work";
  return may(roles, "read-overview") ? "overview" : "accounts";
}
