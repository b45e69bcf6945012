"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { Problem } from "@/lib/result";
import type { ViewInput } from "@/lib/views/saved-view";
import { read, ReadProblem } from "../detail/read-account";
import { useToast } from "../../ui/toast";

const noAnswer: Problem = { kind: "unavailable", title: "The console did not answer.", next: "Try again: what was saved already is not saved twice." };

const problemOf = (error: Error | null): Problem | null => (error === null ? null : error instanceof ReadProblem ? error.problem : noAnswer);

type Change = { viewId: string; view: ViewInput | null };

/** Saves and removes views; `onDone` once the page is to show it. */
export function useSavedViews(programSlug: string, onDone: () => void) {
  const router = useRouter();
  const toast = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ viewId, view }: Change) =>
      read<null>(`/api/programs/${programSlug}/views/${viewId}`, view ? { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(view) } : { method: "DELETE" }),
    onSuccess: (_, { view }) => {
      router.refresh();
      toast.show({ tone: "ok", title: view ? `“${view.name.trim()}” is saved.` : "The view is removed." });
      onDone();
    },
    // What others made of it meanwhile is there when it is opened again.
    onError: () => router.refresh(),
  });
  return {
    save: (viewId: string, view: ViewInput) => mutate({ viewId, view }),
    remove: (viewId: string) => mutate({ viewId, view: null }),
    busy: isPending,
    problem: problemOf(error),
  };
}
