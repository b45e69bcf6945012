"use client";

import { useId, useState } from "react";
import { emptyFile, tooLarge } from "@/lib/imports/file-problems";
import { fileLimits } from "@/lib/imports/import-file";
import { ProblemSummary } from "../commands/problem-summary";
import { FileField } from "../imports/file-field";
import { ProgressBar } from "../imports/progress-bar";
import { useUpload } from "../imports/use-upload";
import { Button } from "../ui/button";
import { Card } from "../ui/card";

/** The partner's own ledger as a file. Its columns are shown first; nothing is compared before somebody starts it. */
export function NewComparison({ programSlug }: { programSlug: string }) {
  const [file, setFile] = useState<File | null>(null);
  const id = useId();
  const { send, renew, sending, problem, say } = useUpload({
    upload: (runId) => `/api/intake/programs/${programSlug}/agreement/${runId}`,
    page: (runId) => `/programs/${programSlug}/agreement/files/${runId}`,
  });
  const sendChosen = () => {
    if (!file) return say({ ...emptyFile, title: "No file is chosen.", next: "Choose your ledger’s file." });
    if (file.size > fileLimits.bytes) return say(tooLarge);
    return send("file", file, file.name);
  };
  return (
    <Card heading="Compare a ledger">
      {problem ? <div className="mb-3"><ProblemSummary problem={problem} /></div> : null}
      <FileField
        id={`${id}-file`}
        label="Your ledger"
        hint={`The pipe-delimited Accounts file, or CSV with account_id or client_account_id and any of status, status_reason, closed_at, currency, available_credit, credit_limit, max_credit_limit, as_of. Amounts in minor units. UTF-8, up to ${fileLimits.rows.toLocaleString("en-US")} rows.`}
        disabled={sending !== null}
        onChange={(next) => {
          renew();
          setFile(next);
        }}
      />
      <div className="mt-2 flex min-h-8 flex-wrap items-center gap-3" aria-live="polite">
        <Button variant="primary" busy={sending !== null} onClick={() => void sendChosen()}>Read the file</Button>
        {sending ? <><ProgressBar label="Sent" value={sending.sent} most={sending.total} /><span className="text-text-2">Sending and reading each row</span></> : null}
      </div>
    </Card>
  );
}
