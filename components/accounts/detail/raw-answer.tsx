"use client";

import { parseAsBoolean, useQueryState } from "nuqs";
import type { LeadAccount } from "@/lib/lead/account";
import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { Dialog } from "../../ui/dialog";

/** Lead's own JSON, for those who may see all of it. */
export function RawAnswer({ body }: { body: LeadAccount }) {
  const [open, setOpen] = useQueryState("raw", parseAsBoolean.withDefault(false).withOptions({ shallow: false }));
  const text = JSON.stringify(body, null, 2);
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => void setOpen(true)}>Lead’s JSON</Button>
      <Dialog open={open} onOpenChange={(next) => void setOpen(next)} title="What Lead returned">
        <div className="flex items-start gap-1">
          <pre tabIndex={0} aria-label="JSON" className="max-h-[60vh] min-w-0 flex-1 overflow-auto rounded bg-sunken p-3 font-mono text-xs">{text}</pre>
          <CopyButton text={text} label="Copy the JSON" />
        </div>
      </Dialog>
    </>
  );
}
