import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, Operator } from "@/lib/operator";
import { permissionsOf, type Permission, type Role } from "@/lib/permissions";
import { recordSessionEvent } from "./audit/session-entries";
import { sessionIdFromCookie } from "./auth";
import { db } from "./db/client";
import { programBySlug, programs, type Program } from "./programs";
import { rolesInProgram } from "./roles-in-program";
import { readSession, type SessionState } from "./sessions/session";

/** A person in one program: what they are there and what they may do there. Never hand `program` to the browser: it holds credentials. */
export type OperatorInProgram = {
  operator: Operator;
  actor: Actor;
  program: Program;
  roles: readonly Role[];
  permissions: ReadonlySet<Permission>;
};

/** One read per request, however many ask. */
const currentSession = cache(async (): Promise<SessionState> => {
  const id = await sessionIdFromCookie();
  return id === null ? { kind: "none" } : readSession(id);
});

/** Who is signed in; null when no one is, or no longer. */
export async function currentOperator(): Promise<Operator | null> {
  const session = await currentSession();
  return session.kind === "valid" ? session.person : null;
}

function inProgram(operator: Operator, program: Program): OperatorInProgram | null {
  const held = rolesInProgram(program, operator.groups);
  if (held.length === 0) return null;
  const actor: Actor = { subject: operator.subject, name: operator.name, roles: held };
  return { operator, actor, program, roles: held, permissions: permissionsOf(held) };
}

/** For routes and actions, which answer themselves: null when no one is signed in or the program is not theirs; that denial is audited. */
export const operatorInProgram = cache(async (slug: string): Promise<OperatorInProgram | null> => {
  const operator = await currentOperator();
  if (!operator) return null;
  const program = programBySlug(slug);
  const found = program ? inProgram(operator, program) : null;
  if (program && !found) {
    const { subject, name } = operator;
    await db().transaction((transaction) => recordSessionEvent({ kind: "denied", program: slug, subject, name }, transaction));
  }
  return found;
});

/** For pages: sends to sign-in when no one is signed in; a program that matches nothing of theirs does not exist for them. */
export async function requireOperator(slug: string): Promise<OperatorInProgram> {
  await requireSignedIn();
  return (await operatorInProgram(slug)) ?? notFound();
}

/** The programs of a person, in the order of the configuration. */
export async function programsOfOperator(): Promise<OperatorInProgram[]> {
  const operator = await requireSignedIn();
  return programs().flatMap((program) => inProgram(operator, program) ?? []);
}

/** Sends to sign-in when no one is signed in, saying why and where from. */
export async function requireSignedIn(): Promise<Operator> {
  const session = await currentSession();
  if (session.kind === "valid") return session.person;
  const query = new URLSearchParams();
  if (session.kind !== "none") query.set("state", session.kind);
  const path = (await headers()).get("x-console-path");
  if (path && path !== "/") query.set("from", path);
  redirect(query.size > 0 ? `/sign-in?${query.toString()}` : "/sign-in");
}
