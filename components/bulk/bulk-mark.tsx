import { bulkStatusWords, type BulkRowKind, type BulkStatus } from "@/lib/bulk/bulk-actions";
import { rowKindWords } from "@/lib/bulk/bulk-words";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape, StatusTone } from "../ui/status-dot";

type Look = { shape: StatusShape; tone: StatusTone };

const runLooks = {
  planned: { shape: "hollow-square", tone: "accent" },
  waiting: { shape: "hollow-square", tone: "warn" },
  running: { shape: "ring", tone: "accent" },
  stopped: { shape: "hollow-square", tone: "warn" },
  done: { shape: "circle", tone: "ok" },
  declined: { shape: "dash", tone: "idle" },
} satisfies Record<BulkStatus, Look>;

/** How a bulk action stands. */
export function BulkMark({ status }: { status: BulkStatus }) {
  return <StatusDot {...runLooks[status]}>{bulkStatusWords[status]}</StatusDot>;
}

const rowLooks = {
  waiting: { shape: "ring", tone: "accent" },
  done: { shape: "circle", tone: "ok" },
  unconfirmed: { shape: "triangle", tone: "warn" },
  refused: { shape: "diamond", tone: "stop" },
} satisfies Record<BulkRowKind, Look>;

/** What became of an account. */
export function BulkRowMark({ kind, status }: { kind: BulkRowKind; status: BulkStatus }) {
  return <StatusDot {...rowLooks[kind]}>{rowKindWords(kind, status)}</StatusDot>;
}
