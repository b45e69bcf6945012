import { Inbox } from "lucide-react";
import { ScreenState, type ScreenStateProps } from "./screen-state";

/** Nothing is there: says why, and what to do next. */
export function EmptyState({ icon = <Inbox size={28} strokeWidth={1.5} aria-hidden="true" />, ...rest }: ScreenStateProps) {
  return <ScreenState icon={icon} {...rest} />;
}
