import "server-only";
import { importControlInput } from "@/lib/imports/import-inputs";
import { ok } from "@/lib/result";
import { controlImport } from "../../imports/control-import";
import type { ImportAct } from "../../imports/control-import";
import { defineLocalCommand } from "../define-command";

/** What a person may do with an import; the worker does the rest. */
function importCommand(act: ImportAct) {
  return defineLocalCommand({
    kind: "local",
    name: `${act}-import`,
    permissions: [`${act}-import`],
    schema: importControlInput,
    accountId: () => null,
    perform: async (tx, { program, actor, input }) => {
      const changed = await controlImport(tx, act, { program: program.slug, importId: input.importId, actor });
      if (!changed.ok) return changed;
      const { found, entered, knownMeanwhile, refused } = changed.value;
      return ok({ details: { new: found.new ?? 0, entered, known: knownMeanwhile, refused } });
    },
    why: ({ importId }) => ({ importId }),
  });
}

export const startImport = importCommand("start");
export const pauseImport = importCommand("pause");
export const resumeImport = importCommand("resume");
export const cancelImport = importCommand("cancel");
