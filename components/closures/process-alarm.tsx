"use client";

import { useState } from "react";
import type { Permission } from "@/lib/permissions";
import type { ProcessView } from "@/lib/closures/process-view";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { KeepStatusDialog } from "./keep-status-dialog";

type ProcessAlarmProps = { program: string; process: ProcessView; permissions: readonly Permission[] };

/** What Lead shows and is not meant to stay; where nothing leads on any more, the way to say that it stays all the same. */
export function ProcessAlarm({ program, process, permissions }: ProcessAlarmProps) {
  const [open, setOpen] = useState(false);
  const { alarm, alarmLeftBy, finishedAt, statusAtLead } = process;
  const close = () => setOpen(false);
  if (!alarm) return null;
  const mayKeep = alarmLeftBy !== null && finishedAt !== null && permissions.includes("keep-status");
  return (
    <>
      <Callout tone="stop" title={alarm} actions={mayKeep ? <Button className="print-hidden" onClick={() => setOpen(true)}>It stays {statusAtLead}</Button> : null} />
      {open && alarmLeftBy ? <KeepStatusDialog program={program} process={process} leftBy={alarmLeftBy} onClose={close} /> : null}
    </>
  );
}
