import "server-only";
import type { PackAsk, PackGroup } from "@/lib/closures/examiner-pack";
import type { RecordKind } from "@/lib/closures/closing-record";
import type { PackedFile } from "./archive";
import type { TrailBefore } from "./pack-trail";

/** Raised when a field changes its meaning or goes: verify.mjs of a pack reads its own manifest alone. */
export const manifestVersion = 1;

export type PackedRecord = {
  id: string;
  kind: RecordKind;
  group: PackGroup;
  accountId: string;
  endedOn: string | null;
  /** When it was read for the pack; ISO 8601, UTC. */
  readAt: string;
  purged: { at: string; by: string; reason: string; run: string; recordHash: string } | null;
  json: string;
  pdf: string;
  /** Numbers of the entries of the trail that concern it. */
  entries: number[];
  evidence: { id: string; name: string; path: string }[];
};

export type PackHeading = {
  pack: string;
  program: { slug: string; name: string; environment: string; timeZone: string };
  purpose: string;
  ask: PackAsk;
  asked: { name: string; subject: string; roles: string[]; at: string };
  madeAt: string;
};

export type DamagedEvidence = { record: string; evidence: string; expected: string; found: string };

/** The sample, so that it can be drawn again: of each group those come first whose SHA-256 of "seed:record" is the smallest. */
export type PackSample = { seed: string; each: number; population: string };

/** A newest hash that was given away before, of an entry that is in the pack. */
export type PackAnchor = { seq: number; hash: string; at: string; target: string };

export type Manifest = PackHeading & {
  format: "examiner-pack";
  version: typeof manifestVersion;
  sample: PackSample | null;
  records: PackedRecord[];
  trail: { chain: string; first: { seq: number; previous: string } | null; last: { seq: number; hash: string } | null; inFull: number };
  anchors: PackAnchor[];
  files: PackedFile[];
};

/** What verification.json holds: what was found when the pack was made. */
export type PackVerification = {
  verifiedAt: string;
  trail: { chain: string; entries: number; headHash: string | null; findings: { kind: string; seq: number; words: string }[]; before: TrailBefore };
  /** What keeps entries from being changed, in words. */
  protection: string;
  damagedEvidence: DamagedEvidence[];
};
