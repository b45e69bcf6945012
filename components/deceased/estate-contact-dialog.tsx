"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { estateRelations, estateRelationWords, recordEstateContactInput } from "@/lib/deceased/case-inputs";
import type { EstateRelation } from "@/lib/deceased/case-inputs";
import type { FieldProblem } from "@/lib/result";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import type { CaseDialogProps } from "./case-dialog-props";

type Typed = { needed: "contact" | "not-needed"; name: string; relation: EstateRelation | null; reach: string; reference: string; notNeeded: string };

const nothing: Typed = { needed: "contact", name: "", relation: null, reach: "", reference: "", notNeeded: "" };
const labels: Record<string, string> = { "contact.name": "Name", "contact.relation": "Relation", "contact.reach": "How to reach them", "contact.reference": "Reference of the appointment", notNeeded: "Why none is needed" };
const controlOf = (path: string) => `estate-${path.replace("contact.", "")}`;

function inputOf({ needed, name, relation, reach, reference, notNeeded }: Typed) {
  if (needed === "not-needed") return { notNeeded };
  return { contact: { name, relation: relation ?? undefined, reach, ...(reference.trim() === "" ? {} : { reference }) } };
}

/** What is typed here is for compliance and auditors alone; it is kept with the case and for a time only. */
export function EstateContactDialog({ detail, of, onClose }: CaseDialogProps) {
  const toast = useToast();
  const [typed, setTyped] = useState(nothing);
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const { command, problems, send, errorOf } = useLocalCommand({
    program: detail.program, name: "record-estate-contact", schema: recordEstateContactInput,
    wordsOf: ({ path }: FieldProblem) => (path === "contact.relation" ? "Choose the relation." : undefined),
    onDone: () => {
      toast.show({ title: "It is recorded.", tone: "ok" });
      onClose();
    },
  });
  const text = (path: keyof Typed & string, at: string) => ({ id: controlOf(at), label: labels[at] ?? at, value: String(typed[path] ?? ""), error: errorOf(at), onChange: (event: { target: { value: string } }) => change({ [path]: event.target.value }) });
  return (
    <CommandDialog
      command={command}
      title="Who speaks for the estate"
      description="Compliance and auditors read it, each time on record. It is in no export and not on the trail, and goes when the case is past its time."
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, caseId: of.id, ...inputOf(typed) })}
      sendLabel="Record"
      dirty={typed !== nothing}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      {of.acts.includes("no-estate-contact") ? (
        <DialogSection>
          <RadioCards<Typed["needed"]>
            legend="Is a contact needed?" value={typed.needed} onValueChange={(needed) => change({ needed })}
            options={[{ value: "contact", title: "Yes, I have one" }, { value: "not-needed", title: "No, since a holder remains" }]}
          />
        </DialogSection>
      ) : null}
      <DialogSection>
        {typed.needed === "not-needed" ? <TextArea {...text("notNeeded", "notNeeded")} required hint={confidentialHint} rows={2} maxLength={500} /> : (
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField {...text("name", "contact.name")} required maxLength={200} />
            <Select
              id={controlOf("contact.relation")} label={labels["contact.relation"]} required value={typed.relation} error={errorOf("contact.relation")} onValueChange={(relation) => change({ relation })}
              options={estateRelations.map((value) => ({ value, label: estateRelationWords[value] }))}
            />
            <TextArea {...text("reach", "contact.reach")} className="sm:col-span-2" required hint={`Phone, email or post. ${confidentialHint}`} rows={2} maxLength={500} />
            <TextField {...text("reference", "contact.reference")} className="sm:col-span-2" required={false} hint="Such as the letters testamentary." maxLength={200} />
          </div>
        )}
      </DialogSection>
    </CommandDialog>
  );
}
