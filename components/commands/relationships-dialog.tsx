"use client";

import { useRef, useState } from "react";
import type { AccountDetail, RelatedEntityView } from "@/lib/account-views";
import { relationshipRows, relationshipWords, removalProblem, type PeopleNow } from "@/lib/accounts/entity-relationships";
import { relationshipTypes } from "@/lib/lead/enums";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { Button } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { Dialog, DialogSection } from "../ui/dialog";
import { AddPeopleForm } from "./add-people-form";
import { BlockedDialog, blockedWhy } from "./blocked-dialog";
import { RemovePersonForm } from "./remove-person-form";

type DialogOfAccountProps = { program: string; detail: AccountDetail };

export function peopleNow({ row, relationships }: AccountDetail): PeopleNow {
  return { status: row.status, holderType: row.holderType, relationships: relationships.map(({ entityId, relationshipType }) => ({ entityId, type: relationshipType })) };
}

const opened = ["people", "add-relationships", "remove-relationship"];

/** The people of an account. Opens where the address says `dialog=people`, `add-relationships` or `remove-relationship`. */
export function RelationshipsDialog({ program, detail }: DialogOfAccountProps) {
  const { dialog, closeDialog } = useAccountDialog();
  if (dialog === null || !opened.includes(dialog)) return null;
  return <PeopleSteps program={program} detail={detail} adding={dialog === "add-relationships"} onClose={closeDialog} />;
}

type Step = "list" | "add" | { remove: RelatedEntityView };

function PeopleSteps({ program, detail, adding, onClose }: DialogOfAccountProps & { adding: boolean; onClose: () => void }) {
  const [step, setStep] = useState<Step>(adding ? "add" : "list");
  const done = useRef<HTMLButtonElement>(null);
  if (step === "add") return <AddPeopleForm program={program} detail={detail} now={peopleNow(detail)} onClose={onClose} />;
  if (step !== "list") return <RemovePersonForm program={program} detail={detail} person={step.remove} onClose={onClose} />;
  const why = blockedWhy(detail, "add-relationships");
  if (why) return <BlockedDialog title="People" why={why} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      initialFocus={done}
      title={`People of ${detail.row.productName || "the account"}`}
      footer={
        <>
          <Button ref={done} onClick={onClose}>Done</Button>
          <Button variant="primary" onClick={() => setStep("add")}>Add people</Button>
        </>
      }
    >
      {relationshipTypes.map((type) => {
        const people = detail.relationships.filter((person) => person.relationshipType === type);
        return people.length === 0 ? null : (
          <DialogSection key={type} heading={`${relationshipRows[type].plural} (${people.length})`}>
            <ul className="divide-y divide-line">
              {people.map((person) => <PersonLine key={person.entityId} person={person} now={peopleNow(detail)} onRemove={() => setStep({ remove: person })} />)}
            </ul>
          </DialogSection>
        );
      })}
    </Dialog>
  );
}

function PersonLine({ person, now, onRemove }: { person: RelatedEntityView; now: PeopleNow; onRemove: () => void }) {
  const { entityId, relationshipType, name } = person;
  const why = removalProblem({ entityId, type: relationshipType }, now);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1">
        <span className="font-medium">{name ?? "Name not known"}</span> <CopyId id={entityId} plain />
      </span>
      {why ? (
        <span className="max-w-72 text-right text-xs text-text-3">{why}</span>
      ) : (
        <Button size="small" variant="danger" aria-label={`Remove ${name ?? entityId} as ${relationshipWords(relationshipType).toLowerCase()}`} onClick={onRemove}>Remove</Button>
      )}
    </li>
  );
}
