import type { ImportStatus, RowState } from "@/lib/imports/import-file";
import { importStatusWords, rowKindWords } from "@/lib/imports/import-words";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape, StatusTone } from "../ui/status-dot";

type Look = { shape: StatusShape; tone: StatusTone };

const importLooks = {
  receiving: { shape: "ring", tone: "idle" },
  ready: { shape: "hollow-square", tone: "accent" },
  running: { shape: "ring", tone: "accent" },
  paused: { shape: "hollow-square", tone: "warn" },
  done: { shape: "circle", tone: "ok" },
  canceled: { shape: "dash", tone: "idle" },
} satisfies Record<ImportStatus, Look>;

/** How an import stands. */
export function ImportMark({ status }: { status: ImportStatus }) {
  return <StatusDot {...importLooks[status]}>{importStatusWords[status]}</StatusDot>;
}

const rowLooks = {
  new: { shape: "ring", tone: "accent" },
  known: { shape: "circle", tone: "idle" },
  duplicate: { shape: "dash", tone: "idle" },
  malformed: { shape: "triangle", tone: "warn" },
  "no-lookup": { shape: "triangle", tone: "warn" },
  entered: { shape: "circle", tone: "ok" },
  refused: { shape: "diamond", tone: "stop" },
} satisfies Record<RowState, Look>;

/** Where a row stands. */
export function RowMark({ state }: { state: RowState }) {
  return <StatusDot {...rowLooks[state]}>{rowKindWords[state]}</StatusDot>;
}
