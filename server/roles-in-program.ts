import "server-only";
import { roles } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { Program } from "./programs";

/** The union of the roles that any of the groups gives in the program. */
export function rolesInProgram(program: Program, groups: readonly string[]): Role[] {
  return roles.filter((role) => program.roles[role].some((group) => groups.includes(group)));
}
