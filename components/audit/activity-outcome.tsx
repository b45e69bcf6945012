import { auditOutcomeWords, isAuditOutcome } from "@/lib/audit-entry";
import type { AuditOutcome } from "@/lib/audit-entry";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape, StatusTone } from "../ui/status-dot";

const looks = {
  asked: { shape: "ring", tone: "idle" },
  done: { shape: "circle", tone: "ok" },
  refused: { shape: "diamond", tone: "stop" },
  denied: { shape: "diamond", tone: "stop" },
  unconfirmed: { shape: "triangle", tone: "warn" },
  "needs-a-person": { shape: "triangle", tone: "warn" },
  observed: { shape: "hollow-square", tone: "idle" },
} satisfies Record<AuditOutcome, { shape: StatusShape; tone: StatusTone }>;

/** The outcome of an entry; one that a later release wrote is shown as it is named. */
export function ActivityOutcome({ outcome }: { outcome: string }) {
  if (!isAuditOutcome(outcome)) return outcome;
  return <StatusDot {...looks[outcome]}>{auditOutcomeWords[outcome]}</StatusDot>;
}
