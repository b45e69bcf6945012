import type { EvidenceSubject } from "./evidence-inputs";
import type { MediaType } from "./evidence-file";

/** What the browser gets of a piece of evidence; its bytes come by its own address. Times are ISO 8601, UTC. */
export type EvidenceView = {
  id: string;
  subject: EvidenceSubject;
  fileName: string;
  mediaType: MediaType;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
  description: string;
  addedBy: string;
  addedAt: string;
  mayWithdraw: boolean;
  withdrawn: { by: string; at: string; reason: string } | null;
};

/** Newest first; `next` goes on after the last. */
export type EvidencePage = { items: EvidenceView[]; next: string | null };

/** An upload that came in whole and is not evidence yet. */
export type UploadedEvidence = { evidenceId: string; fileName: string; mediaType: MediaType; bytes: number; sha256: string };
