import { may } from "./permissions";
import type { Role } from "./permissions";

/** Where a person begins: compliance at what waits for it, everybody else at the accounts; a path below the program's. */
export function homePlace(roles: readonly Role[]): string {
  return may(roles, "read-work-queue") && may(roles, "decide-closing") ? "work" : "accounts";
}
