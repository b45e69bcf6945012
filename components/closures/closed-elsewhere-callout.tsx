"use client";

import type { ClosedElsewhere } from "@/lib/closures/closed-elsewhere";
import { closedReasonWords } from "@/lib/closures/closing-words";
import { onlyPhrase } from "@/lib/permissions";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { RelativeTime } from "../ui/time";
import { ClosedElsewhereDialog, closedElsewhereDialog } from "./closed-elsewhere-dialog";

type CalloutProps = { program: string; closure: ClosedElsewhere; mayComplete: boolean };

/** Over an account that was closed, and not by this console, until compliance has said what it found. */
export function ClosedElsewhereCallout({ program, closure, mayComplete }: CalloutProps) {
  const { openDialog } = useAccountDialog();
  return (
    <>
      <Callout
        tone="warn"
        title="Closed elsewhere."
        actions={mayComplete ? <Button size="small" onClick={() => openDialog(closedElsewhereDialog(closure.id))}>Complete…</Button> : null}
      >
        Nobody closed this account here ({closedReasonWords(closure.reason)}); Lead showed it <RelativeTime at={closure.seenAt} />. {mayComplete ? "Find out who did and why, then complete it." : onlyPhrase("complete-closed-elsewhere")}
      </Callout>
      {mayComplete ? <ClosedElsewhereDialog program={program} waiting={[closure]} /> : null}
    </>
  );
}
