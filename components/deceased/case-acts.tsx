"use client";

import { useState } from "react";
import type { CaseAct, CaseStage } from "@/lib/deceased/case-standing";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { RemovePersonForm } from "../commands/remove-person-form";
import { Button } from "../ui/button";
import type { ButtonVariant } from "../ui/button";
import { AcceptProofDialog } from "./accept-proof-dialog";
import type { CaseDialogProps } from "./case-dialog-props";
import { ConfirmSurvivorsDialog } from "./confirm-survivors-dialog";
import { EndCaseDialog } from "./end-case-dialog";
import { EstateContactDialog } from "./estate-contact-dialog";

type Open = "proof" | "survivors" | "estate" | "remove" | "end";
type ActButton = { open: Open | "close"; label: string; variant: ButtonVariant };

type ActsProps = Omit<CaseDialogProps, "onClose"> & { stage: CaseStage };

/** What can be done about a case now; what comes next first. */
export function CaseActs({ detail, of, stage }: ActsProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const { openDialog } = useAccountDialog();
  const buttons = buttonsOf(of.acts, stage, of.estate !== null);
  const dialog = { detail, of, onClose: () => setOpen(null) };
  return (
    <>
      <div className="print-hidden mt-3 flex flex-wrap gap-2 empty:hidden">
        {buttons.map(({ open: what, label, variant }) => <Button key={what} variant={variant} onClick={() => (what === "close" ? openDialog("request-closing") : setOpen(what))}>{label}</Button>)}
      </div>
      {open === "proof" ? <AcceptProofDialog {...dialog} /> : null}
      {open === "survivors" ? <ConfirmSurvivorsDialog {...dialog} /> : null}
      {open === "estate" ? <EstateContactDialog {...dialog} /> : null}
      {open === "remove" ? <RemoveDeceased {...dialog} /> : null}
      {open === "end" ? <EndCaseDialog {...dialog} /> : null}
    </>
  );
}

function buttonsOf(acts: readonly CaseAct[], stage: CaseStage, hasEstate: boolean): ActButton[] {
  const at = (step: CaseStage): ButtonVariant => (stage === step ? "primary" : "default");
  const ends = acts.filter((act) => act.startsWith("end:"));
  return [
    ...(acts.includes("remove-holder") ? [{ open: "remove", label: "Remove the holder…", variant: "danger" } as const] : []),
    ...(acts.includes("close-account") ? [{ open: "close", label: "Close the account…", variant: "danger" } as const] : []),
    ...(acts.includes("accept-proof") && stage === "proof" ? [{ open: "proof", label: "Accept proof…", variant: at("proof") } as const] : []),
    ...(acts.includes("confirm-survivors") && stage === "survivors" ? [{ open: "survivors", label: "They were told…", variant: at("survivors") } as const] : []),
    ...(acts.includes("record-estate-contact") ? [{ open: "estate", label: hasEstate ? "Change the estate contact…" : "Record the estate contact…", variant: at("estate") } as const] : []),
    ...(ends.length > 0 ? [{ open: "end", label: "End the case…", variant: ends.length > 1 ? "primary" : "default" } as const] : []),
  ];
}

/** The ordinary removal, with the reason and the proof that the case brings along. */
function RemoveDeceased({ detail, of, onClose }: CaseDialogProps) {
  const [person] = useState(() => detail.relationships.find(({ entityId, relationshipType }) => entityId === of.entityId && relationshipType === "account_holder"));
  if (!person) return null;
  return <RemovePersonForm program={detail.program} detail={detail} person={person} ofCase={{ id: of.id, reason: "The holder has died; the proof is accepted.", proof: of.proof?.evidence ?? [] }} onClose={onClose} />;
}
