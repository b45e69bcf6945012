"use client";

import { useState } from "react";
import type { AccountDetail, NoteView } from "@/lib/account-views";
import { addNoteInput } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useLocalCommand } from "../commands/use-local-command";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { Tag } from "../ui/tag";
import { TextArea } from "../ui/text-area";
import { Time } from "../ui/time";

type NotesSectionProps = { detail: AccountDetail };

/** What colleagues wrote about the account, newest first, with a place to add to it. A note is never changed. */
export function NotesSection({ detail }: NotesSectionProps) {
  const mayWrite = detail.actions.some(({ name, why }) => name === "add-note" && why === null);
  const [added, setAdded] = useState(0);
  return (
    <Card heading={detail.notes.length > 0 ? `Notes (${detail.notes.length})` : "Notes"}>
      {/* A new form, and with it a new id, after each note that was written. */}
      {mayWrite ? <AddNote key={added} detail={detail} wasAdded={added > 0} onAdded={() => setAdded(added + 1)} /> : null}
      {detail.notes.length === 0 ? <p className="text-text-3">Nobody has written a note yet.</p> : <NoteList notes={detail.notes} />}
    </Card>
  );
}

function AddNote({ detail, wasAdded, onAdded }: { detail: AccountDetail; wasAdded: boolean; onAdded: () => void }) {
  const [text, setText] = useState("");
  const [complianceOnly, setComplianceOnly] = useState(false);
  const { command, send, errorOf } = useLocalCommand({ program: detail.program, name: "add-note", schema: addNoteInput, onDone: onAdded });
  const busy = command.phase === "sending" || command.phase === "checking";
  const error = errorOf("text");
  return (
    <form
      noValidate
      className="mb-3"
      onSubmit={(event) => {
        event.preventDefault();
        send({ accountId: detail.accountId, text, ...(complianceOnly ? { complianceOnly: true } : {}) });
      }}
    >
      <TextArea label="Write a note" autoFocus={wasAdded} rows={2} maxLength={4000} readOnly={busy} hint={confidentialHint} value={text} onChange={(event) => setText(event.target.value)} error={error} />
      {detail.mayWriteComplianceNotes ? (
        <Checkbox className="mt-2" label="Only for compliance" hint="Compliance and auditors see it. Nobody else learns that there is one." checked={complianceOnly} disabled={busy} onCheckedChange={setComplianceOnly} />
      ) : null}
      {command.problem && !error ? <div className="mt-2"><ProblemSummary problem={command.problem} /></div> : null}
      {command.phase === "checking" ? <div className="mt-2"><CommandStatusLine command={command} /></div> : null}
      <div className="mt-2 flex items-center justify-end gap-3">
        <span role="status" className="text-xs text-text-3">{wasAdded && text === "" ? "The note is written." : ""}</span>
        <Button size="small" type="submit" busy={busy}>Add the note</Button>
      </div>
    </form>
  );
}

function NoteList({ notes }: { notes: readonly NoteView[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line first:border-t-0">
      {notes.map((note) => (
        <li key={note.id} className="py-2 last:pb-0">
          <p className="wrap-break-word whitespace-pre-line">{note.text}</p>
          <p className="mt-0.5 text-xs text-text-3">{note.author}, <Time at={note.writtenAt} />{note.audience === "compliance" ? <Tag className="ml-2">Only for compliance</Tag> : null}</p>
        </li>
      ))}
    </ul>
  );
}
