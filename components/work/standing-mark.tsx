import type { ReactNode } from "react";
import type { WorkStanding } from "@/lib/work-items";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape } from "../ui/status-dot";

const shapes = { ok: "circle", warn: "triangle", stop: "diamond", accent: "ring", idle: "dash" } satisfies Record<WorkStanding["tone"], StatusShape>;

/** Where something stands, as a shape, a colour and words. */
export function StandingMark({ tone, children }: { tone: WorkStanding["tone"]; children: ReactNode }) {
  return <StatusDot shape={shapes[tone]} tone={tone} className="whitespace-normal!">{children}</StatusDot>;
}
