import "server-only";
import { roleNames, roles } from "@/lib/permissions";
import type { Program } from "../programs";
import { fine, note, unknown, wrong } from "./finding";
import type { Finding } from "./finding";

/** Which roles of this program, and which other programs, name a group. */
function checkSharing(program: Program, all: readonly Program[]): Finding[] {
  const groups = [...new Set(roles.flatMap((role) => program.roles[role]))];
  return groups.flatMap((group) => {
    const held = roles.filter((role) => program.roles[role].includes(group)).map((role) => roleNames[role].toLowerCase());
    const elsewhere = all.filter((other) => other !== program && roles.some((role) => other.roles[role].includes(group))).map((other) => other.slug);
    return [
      ...(held.length > 1 ? [note(`Whoever is in ${group} holds several roles: ${held.join(", ")}.`, "Give each role a group of its own, unless this is meant.")] : []),
      ...(elsewhere.length > 0 ? [note(`${group} also opens ${elsewhere.join(", ")}.`, "Give each program groups of its own, unless this is meant.")] : []),
    ];
  });
}

/** @param known every group that the identity provider has, where it publishes them. */
export function checkGroups(program: Program, all: readonly Program[], known: readonly string[] | undefined): Finding[] {
  const empty = roles.filter((role) => program.roles[role].length === 0);
  const named = [...new Set(roles.flatMap((role) => program.roles[role]))];
  const findings: Finding[] = empty.map((role) => note(`${roleNames[role]}: no group is mapped to this role, so nobody holds it.`, `Name a group under roles.${role}.`));
  if (named.length === 0) findings.push(wrong("No group is mapped to any role: nobody can open this program.", "Name the identity provider's groups under roles."));
  findings.push(...checkSharing(program, all));
  if (known === undefined) return [...findings, unknown(`The identity provider does not publish its groups, so whether these exist is not known here: ${named.join(", ") || "none"}.`)];
  const missing = named.filter((group) => !known.includes(group));
  if (missing.length > 0) return [...findings, wrong(`These groups match nobody: the identity provider does not have ${missing.join(", ")}.`, "Correct the names under roles, or create the groups.")];
  return [...findings, fine("Every group exists at the identity provider.")];
}
