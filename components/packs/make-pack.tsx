"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { askForPackInput } from "@/lib/closures/examiner-pack";
import type { PackAsk } from "@/lib/closures/examiner-pack";
import type { Problem, Result } from "@/lib/result";
import { ProblemSummary } from "../commands/problem-summary";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import { fetchArchive } from "./fetch-archive";

type MakePackProps = { program: string; ask: PackAsk; /** Why it cannot be made like this. */ obstacle: string | null; onMade: (packId: string) => void };

const lost: Problem = { kind: "unavailable", title: "The console did not answer.", saved: "What you typed is still here. Whether the pack was drawn shows in the list.", next: "Try again: it is drawn once." };
const controlOf = (path: string) => (path === "purpose" ? "pack-purpose" : undefined);

/** Has the pack drawn for a purpose, and begins its download. */
export function MakePack({ program, ask, obstacle, onMade }: MakePackProps) {
  const [packId, setPackId] = useState(() => crypto.randomUUID());
  const [purpose, setPurpose] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const toast = useToast();
  const errorOf = (path: string) => problem?.fields?.find((field) => field.path === path)?.message;
  const make = async () => {
    const read = askForPackInput.safeParse({ packId, purpose, ask });
    if (!read.success) return setProblem({ kind: "invalid", title: "Some fields need another look.", fields: fieldProblemsOf(read.error) });
    setBusy(true);
    const answer = await askFor(program, read.data);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    setPurpose("");
    setPackId(crypto.randomUUID());
    onMade(packId);
    fetchArchive(program, packId);
    toast.show({ title: "The pack is made as your browser downloads it.", description: "Its hash is in the list below once it has left whole.", tone: "ok" });
  };
  if (obstacle !== null) return <Callout tone="warn" className="mt-3">{obstacle}</Callout>;
  return (
    <form
      noValidate
      className="mt-3 grid gap-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void make();
      }}
    >
      {problem ? <ProblemSummary problem={problem} controlOf={controlOf} labelOf={(path) => (path === "purpose" ? "What it is for" : path)} /> : null}
      <TextField id="pack-purpose" label="What it is for" required maxLength={300} value={purpose} error={errorOf("purpose")} hint={`The examination, the request, a reference. It stands in the pack and in the trail. ${confidentialHint}`} onChange={({ target }) => setPurpose(target.value)} />
      <div><Button variant="primary" type="submit" busy={busy} icon={<Download size={14} aria-hidden="true" />}>Make the pack</Button></div>
    </form>
  );
}

async function askFor(program: string, input: unknown): Promise<Result<{ packId: string }>> {
  try {
    const answer = await fetch(`/api/programs/${program}/examiner-packs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input) });
    return (await answer.json()) as Result<{ packId: string }>;
  } catch {
    return { ok: false, problem: lost };
  }
}
