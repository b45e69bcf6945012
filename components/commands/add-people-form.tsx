"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { addRelationshipsInput, type AddRelationshipsInput } from "@/lib/accounts/command-inputs";
import { addRelationshipsProblems, relationshipRows, type PeopleNow } from "@/lib/accounts/entity-relationships";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { relationshipTypes, type RelationshipType } from "@/lib/lead/enums";
import { maxEntitiesPerRelationshipType } from "@/lib/lead/requests";
import { Button } from "../ui/button";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { EntityRow } from "./account-form/entity-row";
import { completeLookups, knownEntities } from "./account-form/lookups";
import { CommandDialog } from "./command-dialog";
import { useDialogCommand } from "./use-dialog-command";

type AddPeopleFormProps = { program: string; detail: AccountDetail; now: PeopleNow; onClose: () => void };

type Row = { key: number; id: string };

const labelOf = (path: string) => (path.startsWith("entityIds[") ? `Person ${Number(/\d+/.exec(path)?.[0] ?? 0) + 1}` : ({ entityIds: "People", reason: "Reason", relationshipType: "Role" }[path] ?? path));
const filledOf = (rows: readonly Row[]) => rows.filter(({ id }) => id.trim() !== "");

/** Up to twenty of one role in one command. */
export function AddPeopleForm({ program, detail, now, onClose }: AddPeopleFormProps) {
  const client = useQueryClient();
  const [type, setType] = useState<RelationshipType>("authorized_user");
  const [rows, setRows] = useState<readonly Row[]>([{ key: 0, id: "" }]);
  const [reason, setReason] = useState("");
  const [looking, setLooking] = useState(false);
  const filled = filledOf(rows);
  const ids = filled.map(({ id }) => id.trim());
  const { command, problems, send, errorOf, blocked } = useDialogCommand({
    program, detail, name: "add-relationships", schema: addRelationshipsInput, onClose,
    problemsOf: (input) => addRelationshipsProblems(input as AddRelationshipsInput, now, knownEntities(client, program, ids)),
    doneWords: ids.length === 1 ? `One ${relationshipRows[type].label.toLowerCase()} added.` : `${ids.length} ${relationshipRows[type].plural.toLowerCase()} added.`,
  });
  const controlOf = (path: string): string => {
    const row = path.startsWith("entityIds") ? filled[Number(/\d+/.exec(path)?.[0] ?? 0)] : undefined;
    return path === "relationshipType" ? "add-role" : path === "reason" ? "add-reason" : `add-person-${row?.key ?? rows[0]?.key ?? 0}`;
  };
  const review = async () => {
    if (looking) return;
    setLooking(true);
    await completeLookups(client, program, ids, "");
    setLooking(false);
    send({ accountId: detail.accountId, relationshipType: type, entityIds: ids, reason });
  };
  const errorOfRow = (row: Row): string | undefined => {
    const index = filled.indexOf(row);
    return index < 0 ? (row === rows[0] ? errorOf("entityIds") : undefined) : errorOf(`entityIds[${index}]`);
  };
  return (
    <CommandDialog
      command={command}
      blocked={blocked}
      title="Add people"
      onClose={onClose}
      onSend={() => void review()}
      sendLabel={ids.length > 1 ? `Add ${ids.length} people` : "Add"}
      dirty={filled.length > 0 || reason !== ""}
      problems={problems}
      labelOf={labelOf}
      controlOf={controlOf}
      size="large"
    >
      <DialogSection>
        <RadioCards<RelationshipType>
          id="add-role"
          legend="As what"
          options={relationshipTypes.map((value) => ({ value, title: relationshipRows[value].label, code: value, description: relationshipRows[value].meaning }))}
          value={type}
          onValueChange={setType}
          error={errorOf("relationshipType")}
        />
      </DialogSection>
      <DialogSection heading="Who">
        <PeopleRows program={program} type={type} rows={rows} setRows={setRows} errorOfRow={errorOfRow} />
      </DialogSection>
      <DialogSection>
        <TextArea id="add-reason" label="Reason" required hint={confidentialHint} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}

type PeopleRowsProps = {
  program: string;
  type: RelationshipType;
  rows: readonly Row[];
  setRows: (change: (before: readonly Row[]) => readonly Row[]) => void;
  errorOfRow: (row: Row) => string | undefined;
};

function PeopleRows({ program, type, rows, setRows, errorOfRow }: PeopleRowsProps) {
  return (
    <>
      <div className="space-y-1.5">
        {rows.map((row, index) => (
          <EntityRow
            key={row.key}
            program={program}
            type={type}
            id={`add-person-${row.key}`}
            index={index}
            value={row.id}
            onChange={(id) => setRows((before) => before.map((item) => (item.key === row.key ? { ...item, id } : item)))}
            onRemove={rows.length > 1 ? () => setRows((before) => before.filter((item) => item.key !== row.key)) : undefined}
            error={errorOfRow(row)}
          />
        ))}
      </div>
      <Button
        size="small"
        className="mt-1.5"
        icon={<Plus size={13} aria-hidden="true" />}
        disabled={rows.length >= maxEntitiesPerRelationshipType}
        onClick={() => setRows((before) => [...before, { key: (before.at(-1)?.key ?? 0) + 1, id: "" }])}
      >
        Another one
      </Button>
    </>
  );
}
