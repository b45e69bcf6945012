import "server-only";
import type { Actor } from "@/lib/operator";
import { may, onlyPhrase } from "@/lib/permissions";
import type { Permission } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import type { Program } from "../programs";
import { rolesInProgram } from "../roles-in-program";
import { personNow } from "../sessions/person-now";
import type { SessionState } from "../sessions/session";

type Asked = { program: Program; /** What they must be permitted. */ permission: Permission; subject: string; name: string };

/** Who asked for a bulk action, or let it run, as they stand at this moment: `stop` ends it until they go on; `wait` decides nothing. */
export type Asker = { kind: "may"; actor: Actor } | { kind: "stop"; problem: Problem } | { kind: "wait"; problem: Problem };

const kept = "Accounts that were done stay done; the others were not attempted.";

/** Authorises a person again whose action it is, as for a request of theirs made now. */
export async function askerNow({ program, permission, subject, name }: Asked, read: (subject: string) => Promise<SessionState> = personNow): Promise<Asker> {
  const state = await read(subject);
  if (state.kind === "unconfirmed") {
    return { kind: "wait", problem: { kind: "unavailable", title: `The identity provider does not say whether ${name} still has this right.`, saved: kept, next: "It goes on by itself once the provider answers." } };
  }
  if (state.kind !== "valid") {
    return { kind: "stop", problem: { kind: "forbidden", title: `${name} is no longer signed in, so their rights are not known.`, saved: kept, next: `${name} signs in and lets it go on.` } };
  }
  const actor: Actor = { subject, name: state.person.name, roles: rolesInProgram(program, state.person.groups) };
  if (may(actor.roles, permission)) return { kind: "may", actor };
  return { kind: "stop", problem: { kind: "forbidden", title: `${name} no longer has the right to do this.`, detail: onlyPhrase(permission), saved: kept, next: "Somebody with the right selects what is left and asks for it themselves." } };
}
