"use client";

import { useId, useState } from "react";
import { emptyFile, tooLarge } from "@/lib/imports/file-problems";
import { fileLimits } from "@/lib/imports/import-file";
import { pastedLines } from "@/lib/imports/recognise-file";
import { ProblemSummary } from "../commands/problem-summary";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { TextArea } from "../ui/text-area";
import { FileField } from "./file-field";
import { ProgressBar } from "./progress-bar";
import { useUpload } from "./use-upload";

/** A file or pasted ids; checked against the directory as it comes in. Nothing is read at Lead before it is started. */
export function NewImport({ programSlug }: { programSlug: string }) {
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState("");
  const { send, renew, sending, problem, say } = useUpload({
    upload: (id) => `/api/intake/programs/${programSlug}/imports/${id}`,
    page: (id) => `/programs/${programSlug}/imports/${id}`,
  });
  const controls = useId();
  const sendChosen = () => {
    if (!file) return say({ ...emptyFile, title: "No file is chosen." });
    if (file.size > fileLimits.bytes) return say(tooLarge);
    return send("file", file, file.name);
  };
  const sendPasted = () => {
    const lines = pastedLines(pasted);
    return lines === "" ? say({ ...emptyFile, title: "No ids are pasted.", next: "Paste at least one id." }) : send("paste", new Blob([lines]), null);
  };
  return (
    <Card heading="New import">
      {problem ? <div className="mb-3"><ProblemSummary problem={problem} /></div> : null}
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
        <div className="flex flex-col gap-2">
          <FileField
            id={`${controls}-file`}
            label="A file"
            hint={`CSV with a column account_id or client_account_id, one id a line, or the pipe-delimited Accounts file. UTF-8, up to ${fileLimits.rows.toLocaleString("en-US")} rows.`}
            disabled={sending !== null}
            onChange={(chosen) => {
              renew();
              setFile(chosen);
            }}
          />
          <div><Button variant="primary" busy={sending !== null} onClick={() => void sendChosen()}>Check the file</Button></div>
        </div>
        <div className="flex flex-col gap-2">
          <TextArea
            id={`${controls}-paste`}
            label="Or pasted ids"
            hint="Separated by lines, spaces or commas."
            mono
            rows={3}
            spellCheck={false}
            value={pasted}
            readOnly={sending !== null}
            onChange={(event) => {
              renew();
              setPasted(event.target.value);
            }}
          />
          <div><Button busy={sending !== null} onClick={() => void sendPasted()}>Check the ids</Button></div>
        </div>
      </div>
      <div className="mt-3 flex min-h-8 items-center gap-3" aria-live="polite">
        {sending ? (
          <>
            <ProgressBar label="Sent" value={sending.sent} most={sending.total} />
            <span className="text-text-2">{sending.sent < sending.total ? "Sending and checking each row" : "Checking the last rows"}</span>
          </>
        ) : (
          <span className="text-text-3">Each row is checked against the directory first. Nothing is read at Lead before you start it.</span>
        )}
      </div>
    </Card>
  );
}
