import { useRef, useState } from "react";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import { emptyEvidence, evidenceLimits, fileNameProblem, tooLargeEvidence } from "@/lib/evidence/evidence-file";
import { addEvidenceInput } from "@/lib/evidence/evidence-inputs";
import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import type { FieldProblem, Problem } from "@/lib/result";
import { useCommand } from "../commands/use-command";
import { sendFile } from "../imports/send-file";

type Adding = { program: string; accountId: string; subject: EvidenceSubject; onDone: (evidenceId: string) => void };
type Sending = { sent: number; total: number };

/** The bytes first, then the command that makes them evidence; the file keeps its id, so that a second try sends it once. */
export function useAddEvidence({ program, accountId, subject, onDone }: Adding) {
  const evidenceId = useRef<string | null>(null);
  const isThere = useRef(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fields, setFields] = useState<readonly FieldProblem[]>([]);
  // The upload that is no longer there is sent anew.
  const command = useCommand({ program, name: "add-evidence", onDone: () => onDone(evidenceId.current ?? ""), onProblem: ({ kind }) => (kind === "not-possible-now" ? forget() : undefined) });

  const forget = () => {
    evidenceId.current = null;
    isThere.current = false;
    setProblem(null);
    setFields([]);
  };
  const upload = async (file: File, id: string): Promise<boolean> => {
    setSending({ sent: 0, total: file.size });
    const answer = await sendFile({ path: `/api/intake/programs/${program}/evidence/${id}`, body: file, fileName: file.name, onSent: (sent) => setSending({ sent, total: file.size }) });
    setSending(null);
    isThere.current = answer.ok;
    if (answer.ok) return true;
    if (answer.problem.kind !== "unavailable") evidenceId.current = null;
    setProblem(answer.problem);
    return false;
  };
  const add = async (file: File | null, description: string): Promise<void> => {
    if (sending) return;
    const id = (evidenceId.current ??= crypto.randomUUID());
    const input = { evidenceId: id, accountId, subject, description };
    const read = addEvidenceInput.safeParse(input);
    const missing: FieldProblem[] = file ? [] : [{ path: "file", message: "Choose a file." }];
    const found = [...missing, ...(read.success ? [] : fieldProblemsOf(read.error))];
    setFields(found);
    setProblem(null);
    command.clearProblem();
    if (found.length > 0 || !file) return;
    const wrong = fileProblem(file);
    if (wrong) return setProblem(wrong);
    if (isThere.current || (await upload(file, id))) await command.submit(input);
  };
  return { command, sending, problem: problem ?? command.problem, fields, add, forget };
}

function fileProblem(file: File): Problem | null {
  if (file.size === 0) return emptyEvidence;
  return file.size > evidenceLimits.bytes ? tooLargeEvidence : fileNameProblem(file.name);
}
