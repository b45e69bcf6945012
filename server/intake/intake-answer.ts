import "server-only";

/** What another program is told: a code to branch on, and a sentence for whoever reads its log. */
export type IntakeError = { code: string; message: string; rows?: { row: number; value: string; problem: string }[] };

const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function intakeError(status: number, error: IntakeError, more: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers: { ...headers, ...more } });
}

export function intakeAnswer(status: number, body: Record<string, unknown>): Response {
  return Response.json(body, { status, headers });
}
