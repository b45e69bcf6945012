"use client";

import type { ClosingRecord } from "@/lib/closures/closing-record";
import { readNumbersAgainInput } from "@/lib/closures/legal-holds";
import { useLocalCommand } from "../../commands/use-local-command";
import { Button } from "../../ui/button";
import { useToast } from "../../ui/toast";

/** Has the account numbers read again now; the answer comes with the worker. */
export function NumbersAgain({ record, onDone }: { record: ClosingRecord; onDone: () => void }) {
  const toast = useToast();
  const { command, send } = useLocalCommand({
    program: record.program.slug,
    name: "read-numbers-again",
    schema: readNumbersAgainInput,
    onDone: () => {
      toast.show({ title: "The account numbers are read again.", tone: "ok" });
      onDone();
    },
  });
  return (
    <>
      {command.problem ? <span role="alert" className="text-xs text-stop">{command.problem.title}</span> : null}
      <Button size="small" busy={command.phase === "sending"} onClick={() => send({ recordId: record.id, accountId: record.account.id })}>Read the numbers again</Button>
    </>
  );
}
