import "server-only";
import type { Problem } from "@/lib/result";

/** Ends the reading of a file with what is wrong with it. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";

  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}
