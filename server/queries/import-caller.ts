import "server-only";
import { programsOfOperator } from "../operator";
import type { OperatorInProgram } from "../operator";
import type { ImportCaller } from "./imports";

/** A person in one program, and the programs in which they may read accounts: only of these does an import speak. */
export async function importCaller(here: OperatorInProgram): Promise<ImportCaller> {
  const readable = (await programsOfOperator()).filter(({ permissions }) => permissions.has("read-accounts"));
  return { ...here, readable: new Map(readable.map(({ program }) => [program.slug, program.name])) };
}
