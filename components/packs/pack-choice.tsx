"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { mostOfEach, packGroups, packGroupWords, packParameters, readPackForm } from "@/lib/closures/examiner-pack";
import type { PackForm, PackGroup } from "@/lib/closures/examiner-pack";
import type { FieldProblem } from "@/lib/result";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { FieldNotes } from "../ui/field";
import { RadioCards } from "../ui/radio-cards";
import { TextField } from "../ui/text-field";

type PackChoiceProps = { program: string; zone: string; typed: PackForm; onType: (form: PackForm) => void };

const ways = [
  { value: "period", title: "All of a period", description: "Every case that ended in it." },
  { value: "sample", title: "A random sample", description: "So many of each reason, drawn by a seed that is kept with the pack, so that the draw can be repeated." },
] as const;

/** What the pack is of. Nothing is asked for by it: it shows what the pack would hold. */
export function PackChoice({ program, zone, typed, onType }: PackChoiceProps) {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [showing, startShowing] = useTransition();
  const router = useRouter();
  const change = (part: Partial<PackForm>) => onType({ ...typed, ...part });
  const errorOf = (path: string) => problems.find((problem) => problem.path === path)?.message;
  const show = () => {
    const read = readPackForm(typed);
    setProblems("problems" in read ? read.problems : []);
    if ("problems" in read) {
      document.getElementById(`pack-${read.problems[0]?.path ?? ""}`)?.focus();
      return;
    }
    // As it was understood: "20 Nov 2026" stands in the address as a plain date.
    const form = { ...typed, from: read.ask.from, to: read.ask.to };
    onType(form);
    startShowing(() => router.push(`/programs/${program}/examiner-pack?${packParameters(form).toString()}`, { scroll: false }));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <RadioCards legend="Which records" hideLegend options={ways} value={typed.by} onValueChange={(by) => change({ by })} />
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        <TextField id="pack-from" label="First day" required value={typed.from} error={errorOf("from")} onChange={({ target }) => change({ from: target.value })} />
        <TextField id="pack-to" label="Last day" required value={typed.to} error={errorOf("to")} hint={`Days of ${zone}, both included`} onChange={({ target }) => change({ to: target.value })} />
        {typed.by === "sample" ? (
          <>
            <TextField id="pack-each" label="Of each reason" required inputMode="numeric" value={typed.each} error={errorOf("each")} hint={`At most ${mostOfEach}; all where there are fewer`} onChange={({ target }) => change({ each: target.value })} />
            <TextField id="pack-seed" label="Seed" required={false} mono value={typed.seed} error={errorOf("seed")} hint="One that the examiner gave; otherwise the console draws one" onChange={({ target }) => change({ seed: target.value })} />
          </>
        ) : null}
      </div>
      <Groups chosen={typed.groups} error={errorOf("groups")} onChange={(groups) => change({ groups })} />
      <Button className="mt-3" type="submit" busy={showing}>Show what it would hold</Button>
    </form>
  );
}

function Groups({ chosen, error, onChange }: { chosen: readonly PackGroup[]; error?: string; onChange: (groups: PackGroup[]) => void }) {
  return (
    <fieldset id="pack-groups" tabIndex={-1} aria-describedby={error ? "pack-groups-error" : undefined} className="mt-3">
      <legend className="mb-1 font-medium">Reasons</legend>
      <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
        {packGroups.map((group) => (
          <Checkbox key={group} label={packGroupWords(group)} checked={chosen.includes(group)} onCheckedChange={(checked) => onChange(packGroups.filter((one) => (one === group ? checked : chosen.includes(one))))} />
        ))}
      </div>
      <FieldNotes controlId="pack-groups" error={error} />
    </fieldset>
  );
}
