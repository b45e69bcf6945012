/** What came in from outside, for Settings: times are ISO 8601, UTC. */
export type IntakeState = {
  takesAnnouncements: boolean;
  takesWebhooks: boolean;
  announced: { waiting: number; oldestWaiting: string | null };
  /** Announced ids that did not enter, the newest first. */
  refusedIds: { accountId: string; announcement: string; row: number; reason: string; at: string }[];
  /** Requests that were turned away, the newest hour first. */
  refusals: { way: string; reason: string; count: number; firstAt: string; lastAt: string }[];
  /** Events of a type or shape that the console does not know. */
  oddEvents: { id: string; type: string; state: string; at: string }[];
  lists: { list: string; finishedAt: string | null; lookedAt: string | null; nextLookAt: string; problem: string | null }[];
};
