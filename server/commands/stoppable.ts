import "server-only";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";

/** Undoes the transaction with a problem as its outcome. */
export class Stopped extends Error {
  override readonly name = "Stopped";

  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** Runs a transaction that a problem undoes. */
export async function stoppable<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Stopped) return fail(error.problem);
    throw error;
  }
}
