"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { planBulkInput } from "@/lib/bulk/bulk-inputs";
import { useLocalCommand } from "../commands/use-local-command";
import { useSelection } from "./selection";

/** Prepares a bulk action; its preview is the next page. Paths of the terms are said as the single action's own form says them. */
export function usePlanBulk(program: string, wordsOf?: (path: string) => string | undefined) {
  const router = useRouter();
  const { clear } = useSelection("");
  const plan = useLocalCommand({
    program, name: "plan-bulk", schema: planBulkInput,
    wordsOf: ({ path }) => wordsOf?.(ofTerms(path)),
    onDone: ({ commandId }) => {
      router.push(`/programs/${program}/bulk/${commandId}`);
      clear();
    },
  });
  const problems = useMemo(() => plan.problems.map(({ path, message }) => ({ path: ofTerms(path), message })), [plan.problems]);
  return { ...plan, problems, errorOf: (path: string) => plan.errorOf(`terms.${path}`) };
}

const ofTerms = (path: string) => path.replace(/^terms\./, "");
