"use client";

import { useState } from "react";
import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { AddEvidenceDialog } from "./add-evidence-dialog";
import { EvidenceList } from "./evidence-list";

type EvidenceProps = { program: string; accountId: string; mayAdd: boolean };

/** All evidence of an account, whatever it is about; what is added here is about the account itself. */
export function EvidenceSection({ program, accountId, mayAdd }: EvidenceProps) {
  return (
    <Card heading="Evidence" aside={mayAdd ? <AddEvidence program={program} accountId={accountId} subject={{ kind: "account", id: accountId }} /> : null}>
      <EvidenceList place={{ program, accountId }} />
    </Card>
  );
}

type PartProps = EvidenceProps & { subject: EvidenceSubject; /** Its name, where several stand on one page. */ name?: string };

/** The evidence of one process or hold, as a part of its own card. */
export function EvidencePart({ program, accountId, mayAdd, subject, name }: PartProps) {
  return (
    <div>
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h3 className="font-medium">Evidence</h3>
        {mayAdd ? <AddEvidence program={program} accountId={accountId} subject={subject} name={name} /> : null}
      </div>
      <EvidenceList place={{ program, accountId, subject }} />
    </div>
  );
}

function AddEvidence({ name, ...place }: { program: string; accountId: string; subject: EvidenceSubject; name?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="print-hidden" size="small" aria-label={name ? `Add evidence: ${name}` : undefined} onClick={() => setOpen(true)}>Add evidence</Button>
      {open ? <AddEvidenceDialog {...place} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
