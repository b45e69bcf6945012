import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type StatusShape = "circle" | "hollow-square" | "diamond" | "dash" | "ring" | "triangle";
export type StatusTone = "ok" | "warn" | "stop" | "idle" | "accent";

const shapes = {
  circle: "size-2 rounded-full",
  "hollow-square": "size-2.5 rounded-[2px] border-2 border-current bg-transparent!",
  diamond: "size-2 rotate-45 rounded-[1px]",
  dash: "h-0.5 w-2",
  ring: "size-2.5 rounded-full border-2 border-current bg-transparent!",
  triangle: "size-2.5 [clip-path:polygon(50%_0,100%_100%,0_100%)]",
} satisfies Record<StatusShape, string>;

const tones = { ok: "text-ok", warn: "text-warn", stop: "text-stop", idle: "text-idle", accent: "text-accent" } satisfies Record<StatusTone, string>;

/** Lead's account statuses; frozen is inactive with its own shape, since it may not be lifted by everyone. */
export const accountStatusLook = {
  active: { shape: "circle", tone: "ok" },
  inactive: { shape: "hollow-square", tone: "warn" },
  frozen: { shape: "diamond", tone: "stop" },
  closed: { shape: "dash", tone: "idle" },
} satisfies Record<string, { shape: StatusShape; tone: StatusTone }>;

/** A shape and a colour beside the word; the word carries the meaning, so it is required, and stands on its line whatever the shape. */
export function StatusDot({ shape, tone, className, children }: { shape: StatusShape; tone: StatusTone; className?: string; children: ReactNode }) {
  const hollow = shape === "ring" || shape === "hollow-square" ? "" : undefined;
  return (
    <span className={classNames("inline-flex items-baseline gap-1.5 whitespace-nowrap", className)}>
      <span aria-hidden="true" className={classNames("flex w-2.5 shrink-0 items-center justify-center self-center", tones[tone])}>
        <span data-hollow={hollow} className={classNames("keep-shape block bg-current", shapes[shape])} />
      </span>
      <span>{children}</span>
    </span>
  );
}
