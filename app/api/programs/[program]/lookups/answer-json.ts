import type { ProblemKind, Result } from "@/lib/result";

const statuses: Record<ProblemKind, number> = {
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  "not-possible-now": 409,
  "refused-by-lead": 502,
  unconfirmed: 503,
  unavailable: 503,
};

/** A result as JSON, never kept by a cache: it speaks of people. */
export function answerJson<T>(result: Result<T>): Response {
  return Response.json(result, { status: result.ok ? 200 : statuses[result.problem.kind], headers: { "cache-control": "no-store" } });
}

export function notFoundJson(): Response {
  return answerStatus(404, "This program does not exist.");
}

export function answerStatus(status: number, title: string): Response {
  return Response.json({ ok: false, problem: { kind: "invalid", title } }, { status, headers: { "cache-control": "no-store" } });
}
