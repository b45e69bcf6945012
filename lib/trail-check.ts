/** `running` is one that somebody reads for; it is taken over where that process has gone. */
export type CheckStatus = "waiting" | "running" | "done";

export type CheckFinding = { kind: string; seq: number; words: string };

/** What one chain came to. `headHash`: hex, of its newest entry. */
export type CheckReport = { chain: string; entries: number; headHash: string | null; findings: CheckFinding[] };

/** A walk over the trail that a person asked for. Times are ISO 8601, UTC. */
export type TrailCheck = {
  id: string;
  askedByName: string;
  askedAt: string;
  status: CheckStatus;
  /** Null until it has begun. */
  total: number | null;
  checked: number;
  endedAt: string | null;
  reports: CheckReport[];
};

/** Where the newest hash goes, and when it last did. */
export type AnchorState = {
  target: "file" | "url";
  /** Of this program's chain; null until one was made. */
  newest: { seq: number; at: string } | null;
  problem: string | null;
  failedAt: string | null;
};

export type TrailState = {
  checks: TrailCheck[];
  anchors: AnchorState[];
  /** What keeps entries from being changed, in words. */
  protection: string;
  mayCheck: boolean;
};

export function findingsOf(check: Pick<TrailCheck, "reports">): CheckFinding[] {
  return check.reports.flatMap(({ findings }) => findings);
}

export function entriesOf(check: Pick<TrailCheck, "reports">): number {
  return check.reports.reduce((sum, { entries }) => sum + entries, 0);
}
