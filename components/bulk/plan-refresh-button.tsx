"use client";

import { bulkActionRows } from "@/lib/bulk/bulk-actions";
import type { ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";
import { useCommand } from "../commands/use-command";
import { useRouter } from "next/navigation";
import { useSelection } from "./selection";

/** There is nothing to ask about a reading: it leads straight to what will happen. */
export function PlanRefreshButton({ program, chosen }: { program: string; chosen: ChosenAccounts }) {
  const [router, toast] = [useRouter(), useToast()];
  const { clear } = useSelection("");
  const command = useCommand({
    program,
    name: "plan-bulk",
    onDone: ({ commandId }) => {
      router.push(`/programs/${program}/bulk/${commandId}`);
      clear();
    },
    onProblem: (problem) => toast.show({ title: problem.title, description: [problem.saved, problem.next].filter(Boolean).join(" "), tone: "warn" }),
  });
  return <Button size="small" busy={command.phase === "sending"} onClick={() => void command.submit({ action: "refresh-accounts", chosen, terms: {} })}>{bulkActionRows["refresh-accounts"].label}</Button>;
}
