"use client";

import { useRef, useState } from "react";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import type { ClosingContext } from "@/lib/closures/process-view";
import { useCommand } from "../commands/use-command";

/** Asking and deciding, each its own command on one process; the process id is minted here, once. */
export function useClosingCommands({ program, accountId, seen }: ClosingContext, decideNow: boolean, onAsked?: () => void) {
  const [processId] = useState(() => crypto.randomUUID());
  const typed = useRef<string | undefined>(undefined);
  const decide = useCommand({ program, name: "decide-closing" });
  const ask = useCommand({
    program,
    name: "request-closing",
    onDone: () => {
      onAsked?.();
      if (decideNow) void decide.submit({ processId, accountId, decision: "approve", typed: typed.current }, seen);
    },
  });
  const letter = useCommand({ program, name: "send-closing-letter" });
  const asked = ask.phase === "done";
  const current = asked ? decide : ask;
  return {
    processId,
    asked,
    decide,
    letter,
    current,
    busy: [ask, decide].some(({ phase }) => phase === "sending" || phase === "checking"),
    problem: current.problem,
    send: (request: ClosingRequest) => {
      typed.current = request.typed;
      return ask.submit({ processId, accountId, request }, seen);
    },
  };
}

export type ClosingCommands = ReturnType<typeof useClosingCommands>;
