/**
 * An expected failure, as a value. Everything else is a bug and throws.
 * `saved` and `next` answer the person's two questions: is anything lost, and what do I do now?
 */
export type ProblemKind =
  | "forbidden"
  | "invalid"
  | "conflict"
  | "not-possible-now"
  | "refused-by-lead"
  | "unconfirmed"
  | "unavailable";

/** One field that is wrong; `path` is Lead's own dotted path, e.g. `details.credit.limit` or `documents[0].type`. */
export type FieldProblem = { path: string; message: string };

/** Lead's own words, kept so that they can be read and copied. */
export type LeadWords = {
  status: number | null;
  code: string | null;
  title: string | null;
  detail: string | null;
  invalidParameters: { parameter: string; reason: string }[];
  requestId: string | null;
};

/** What was shown and what Lead holds now, for a conflict that shows both. */
export type Difference = { path: string; seen: unknown; now: unknown };

export type Problem = {
  kind: ProblemKind;
  /** What happened, one sentence. */
  title: string;
  detail?: string;
  /** What was kept or recorded. */
  saved?: string;
  /** What to do next. */
  next?: string;
  fields?: FieldProblem[];
  differences?: Difference[];
  lead?: LeadWords;
  /** The command that this is about, where one was recorded. */
  commandId?: string;
};

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail<T = never>(problem: Problem): Result<T> {
  return { ok: false, problem };
}
