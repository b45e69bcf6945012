import type { BoundedCount } from "./account-views";

/** What waits in a place of the rail, by the place's path; a place where nothing waits, or that is not theirs, is left out. */
export type RailCounts = Readonly<Record<string, BoundedCount>>;
