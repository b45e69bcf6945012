import { runStatusWords } from "@/lib/agreement/exception-words";
import type { RunStatus } from "@/lib/agreement/exceptions";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape, StatusTone } from "../ui/status-dot";

const looks = {
  receiving: { shape: "ring", tone: "idle" },
  ready: { shape: "hollow-square", tone: "accent" },
  running: { shape: "ring", tone: "accent" },
  done: { shape: "circle", tone: "ok" },
  canceled: { shape: "dash", tone: "idle" },
} satisfies Record<RunStatus, { shape: StatusShape; tone: StatusTone }>;

/** How a comparison stands. */
export function RunMark({ status }: { status: RunStatus }) {
  return <StatusDot {...looks[status]}>{runStatusWords[status]}</StatusDot>;
}
