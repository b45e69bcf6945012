"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { commandStatusWords } from "@/lib/command";
import { queryKeys } from "@/lib/query-keys";
import { resumeCommandAction } from "@/server/actions";
import { readAfresh } from "../read-afresh";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";

/** Asks Lead about an unconfirmed command at once, without waiting for the worker. */
export function CheckNow({ program, commandId }: { program: string; commandId: string }) {
  const toast = useToast();
  const queries = useQueryClient();
  const check = useMutation({
    mutationFn: () => resumeCommandAction({ program, commandId }),
    onSuccess: (result) => {
      if (result.ok) toast.show({ title: `${commandStatusWords[result.value.status]}.`, description: result.value.problem?.title, tone: result.value.status === "succeeded" ? "ok" : "info" });
      else toast.show({ title: result.problem.title, description: result.problem.next, tone: "warn" });
    },
    onError: () => toast.show({ title: "The console did not answer.", description: "It goes on checking by itself.", tone: "warn" }),
    onSettled: () => readAfresh(queries, queryKeys.program(program)),
  });
  return <Button size="small" busy={check.isPending} onClick={() => check.mutate()}>Check now</Button>;
}
