import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import type { EvidencePage } from "@/lib/evidence/evidence-view";
import { read } from "../accounts/detail/read-account";

/** Where evidence is shown: all of an account, or of one thing on it. */
export type EvidencePlace = { program: string; accountId: string; subject?: EvidenceSubject };

export function readEvidencePage({ program, accountId, subject }: EvidencePlace, after: string | null, signal: AbortSignal): Promise<EvidencePage> {
  const search = new URLSearchParams({ ...(subject ?? {}), ...(after ? { after } : {}) }).toString();
  return read<EvidencePage>(`/api/programs/${program}/accounts/${accountId}/evidence${search ? `?${search}` : ""}`, { signal });
}

export function evidenceAddress(program: string, evidenceId: string): string {
  return `/api/programs/${program}/evidence/${evidenceId}`;
}
