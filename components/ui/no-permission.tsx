import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { ScreenState } from "./screen-state";

type NoPermissionProps = {
  /** The rule in words: "Only compliance can close accounts." */
  reason: ReactNode;
  actions?: ReactNode;
  heading?: "h1" | "h2" | "h3";
};

export function NoPermission({ reason, actions, heading }: NoPermissionProps) {
  return (
    <ScreenState heading={heading} icon={<Lock size={28} strokeWidth={1.5} aria-hidden="true" />} title="Your role does not include this" actions={actions}>
      {reason}
    </ScreenState>
  );
}
