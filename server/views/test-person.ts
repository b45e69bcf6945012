import "server-only";
import { permissionsOf } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { testPrograms } from "../directory/test-programs";
import type { Caller } from "../queries/authorise";

const programs = testPrograms("http://127.0.0.1:9");

/** Somebody of a role in a program; null: of none. */
export function person(role: Role | null, subject = `person-${role}`, slug = "growth"): Caller {
  const program = programs.find((one) => one.slug === slug);
  if (!program) throw new Error(`no program ${slug}`);
  const held = role ? [role] : [];
  return { actor: { subject, name: `A ${role}`, roles: held }, program, roles: held, permissions: permissionsOf(held) };
}
