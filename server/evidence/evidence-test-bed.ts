import "server-only";
import { randomUUID } from "node:crypto";
import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import { samplePdf } from "@/lib/evidence/sample-files";
import type { CommandTestBed } from "../commands/command-test-bed";
import { person } from "../commands/command-test-bed";
import { receiveEvidence } from "./receive-evidence";

type Adding = { fileName?: string; subject?: EvidenceSubject; by?: Parameters<typeof person>[0] };

/** A file that came in and was made evidence of an account, by default about the account itself; its id. */
export async function evidenceOn(bed: CommandTestBed, accountId: string, { fileName = "certificate.pdf", subject = { kind: "account", id: accountId }, by = "priya" }: Adding = {}): Promise<string> {
  const evidenceId = randomUUID();
  const actor = person(by);
  const received = await receiveEvidence(bed.deps.db, { evidenceId, program: bed.program, actor, fileName, body: new Blob([new Uint8Array(samplePdf())]).stream(), declaredBytes: null });
  const added = received.ok && (await bed.run(actor, "add-evidence", { evidenceId, accountId, subject, description: "What the family sent" }));
  if (!added || !added.ok) throw new Error("The evidence was not taken");
  return evidenceId;
}
