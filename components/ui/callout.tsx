import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type CalloutTone = "info" | "ok" | "warn" | "stop";

const tones = {
  info: { box: "bg-accent-weak", icon: <Info size={15} className="text-accent" aria-hidden="true" /> },
  ok: { box: "bg-ok-weak", icon: <CircleCheck size={15} className="text-ok" aria-hidden="true" /> },
  warn: { box: "bg-warn-weak", icon: <TriangleAlert size={15} className="text-warn" aria-hidden="true" /> },
  stop: { box: "bg-stop-weak", icon: <CircleAlert size={15} className="text-stop" aria-hidden="true" /> },
} satisfies Record<CalloutTone, { box: string; icon: ReactNode }>;

type CalloutProps = {
  tone: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  /** What can be done about it: buttons or links. */
  actions?: ReactNode;
  /** "alert" for what appears because of something the person just did; "status" for news. */
  role?: "alert" | "status";
  className?: string;
};

export function Callout({ tone, title, children, actions, role, className }: CalloutProps) {
  const look = tones[tone];
  return (
    <div role={role} className={classNames("print-block flex gap-2.5 rounded px-3 py-2 forced-colors:border", look.box, className)}>
      <span className="mt-0.5 shrink-0">{look.icon}</span>
      <div className="min-w-0 flex-1 wrap-break-word">
        {title ? <span className="font-semibold">{title} </span> : null}
        {children}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
