import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type ScreenStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** The next thing to do. */
  actions?: ReactNode;
  /** The page's own heading, where the state is all there is. */
  heading?: "h1" | "h2" | "h3";
  role?: "alert" | "status";
  className?: string;
};

/** What stands in the place of content: nothing there, it failed, not permitted. */
export function ScreenState({ icon, title, children, actions, heading: Heading = "h2", role, className }: ScreenStateProps) {
  return (
    <div role={role} className={classNames("mx-auto flex max-w-lg flex-col items-center px-4 py-12 text-center", className)}>
      {icon ? <span className="mb-3 text-text-3">{icon}</span> : null}
      <Heading className="text-lg font-semibold tracking-tight text-balance">{title}</Heading>
      {children ? <div className="mt-1.5 text-balance text-text-2">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
