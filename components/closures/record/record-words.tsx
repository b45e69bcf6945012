import type { ReactNode } from "react";
import type { RecordAct, RecordTime } from "@/lib/closures/closing-record";
import { plainDateWords } from "@/lib/fields/plain-date";
import { roleNames } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";

/** On the clocks of the business zone, and in UTC: "2026-11-20 14:30:05 CST · 20:30:05 UTC". */
export function RecordMoment({ at }: { at: RecordTime }) {
  const [day = "", time = ""] = at.utc.split("T");
  const clock = time.slice(0, 8);
  return <time dateTime={at.utc}>{at.business} · {at.business.startsWith(day) ? clock : `${day} ${clock}`} UTC</time>;
}

const roleWords = (roles: readonly string[]) => roles.map((role) => (Object.hasOwn(roleNames, role) ? roleNames[role as Role] : role).toLowerCase()).join(", ");

/** Who, in which role, under which subject of the identity provider, and when. */
export function RecordActor({ act, children }: { act: RecordAct; children?: ReactNode }) {
  return (
    <span className="wrap-anywhere">
      {act.name}{act.roles.length > 0 ? `, ${roleWords(act.roles)}` : ""} <span className="text-text-3">({act.subject})</span> · <RecordMoment at={act.at} />
      {children}
    </span>
  );
}

/** A day of the business zone. */
export const dayWords = plainDateWords;

/** A person's own words. */
export function Quoted({ children }: { children: string }) {
  return <span className="wrap-anywhere">“{children}”</span>;
}
