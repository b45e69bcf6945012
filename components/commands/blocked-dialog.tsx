"use client";

import type { ReactNode } from "react";
import type { AccountDetail } from "@/lib/account-views";
import type { CommandName } from "@/lib/command";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog, DialogSection } from "../ui/dialog";

/** What stands in the way of an action on this account for this person; null where nothing known does. */
export function blockedWhy({ actions }: AccountDetail, name: CommandName): string | null {
  const offered = actions.find((action) => action.name === name);
  return offered ? offered.why : "This is not possible with this account as it is, or not for your role.";
}

/** In the place of a dialog that cannot be used: why, and nothing to press. */
export function BlockedDialog({ title, why, onClose }: { title: ReactNode; why: ReactNode; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={title} size="small" footer={<Button onClick={onClose}>Back</Button>}>
      <DialogSection><Callout tone="stop">{why}</Callout></DialogSection>
    </Dialog>
  );
}
