import "server-only";

/** An opening that succeeded is the only one with its account. */
export const oneOpening = "commands_one_opening";

/** Whether a statement failed on this unique index (SQLSTATE 23505); its transaction can only be undone. */
export function violates(error: unknown, index: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return (code === "23505" && constraint === index) || violates(error.cause, index);
}
