"use client";

import { useRouter } from "next/navigation";
import type { ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import { mostInCloseBatch } from "@/lib/closures/close-batch";
import { mostInQueue } from "@/lib/closures/closing-queue";
import type { Result } from "@/lib/result";
import { Button } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { useToast } from "../ui/toast";
import { useSelection } from "./selection";

/** Two ways to close several: each in the full dialog, or, where nothing stands in the way, in one review. */
export function CloseSelected({ program, chosen, onBatch }: { program: string; chosen: ChosenAccounts; onBatch: () => void }) {
  const [router, toast] = [useRouter(), useToast()];
  const { clear } = useSelection("");
  const isFew = chosen.by === "hand" && chosen.ids.length <= mostInQueue;
  const queue = async () => {
    if (chosen.by !== "hand") return;
    const made = await madeQueue(program, chosen.ids);
    if (!made.ok) return toast.show({ title: made.problem.title, description: made.problem.next, tone: "warn" });
    router.push(`/programs/${program}/closing-queues/${made.value.id}`);
    clear();
  };
  return (
    <Menu trigger={<Button size="small">Close…</Button>}>
      <MenuItem onSelect={() => void queue()} disabled={!isFew} hint={isFew ? "each in its own dialog" : `${mostInQueue} by hand at most`}>One after another</MenuItem>
      <MenuItem onSelect={onBatch} hint={`paid off or asked for, ${mostInCloseBatch} at most`}>In one review</MenuItem>
    </Menu>
  );
}

async function madeQueue(program: string, ids: readonly string[]): Promise<Result<{ id: string }>> {
  try {
    const answer = await fetch(`/api/programs/${program}/closing-queues`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(ids) });
    return (await answer.json()) as Result<{ id: string }>;
  } catch {
    return { ok: false, problem: { kind: "unavailable", title: "The console did not answer." } };
  }
}
