"use client";

import type { Permission } from "@/lib/permissions";
import type { ProcessView } from "@/lib/closures/process-view";
import { ClosingCard } from "./closing-card";
import { StoppableCard } from "./stoppable-card";

export type ProcessCardProps = {
  program: string;
  /** The open or last process of the account, as the page came. */
  process: ProcessView;
  permissions: readonly Permission[];
  /** The program's business day and zone. */
  today: string;
  zone: string;
  holders: readonly { entityId: string; name: string }[];
};

/** The card of whatever process is open on an account, or was the last. */
export function ProcessCard(props: ProcessCardProps) {
  return props.process.kind === "closing" ? <ClosingCard {...props} /> : <StoppableCard {...props} />;
}
