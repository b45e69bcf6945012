"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import type { RelationshipType } from "@/lib/lead/enums";
import { entityTypeWords, standingWords, type EntityFacts } from "@/lib/accounts/entity-facts";
import { roleProblem } from "@/lib/accounts/entity-relationships";
import { Button } from "../../ui/button";
import { CopyId } from "../../ui/copy-id";
import { Spinner } from "../../ui/spinner";
import type { Lookup } from "./lookups";

type EntityAnswerProps = {
  type: RelationshipType;
  typed: string;
  lookup: Lookup<EntityFacts>;
  /** Offered where a client customer id was typed. */
  onUse?: (entityId: string) => void;
  id?: string;
};

/** Who an id is, beside the field in which it is typed, and what Lead would refuse about them. */
export function EntityAnswer({ type, typed, lookup, onUse, id }: EntityAnswerProps) {
  return (
    <div id={id} role="status" className="min-h-10 min-w-0 self-center text-xs text-text-3">
      <AnswerWords type={type} typed={typed} lookup={lookup} onUse={onUse} />
    </div>
  );
}

function AnswerWords({ type, typed, lookup, onUse }: Omit<EntityAnswerProps, "id">) {
  if (lookup.state === "empty") return <p className="py-1">The name, type and standing appear here.</p>;
  if (lookup.state === "looking") return <p className="flex items-center gap-1.5 py-1"><Spinner /> Asking Lead…</p>;
  if (lookup.state === "failed") return <p className="py-1 text-warn">Lead could not be asked. You can go on: Lead checks it when it is sent.</p>;
  if (lookup.state === "none") return <Refusal words={typed.trim().startsWith("entity_") ? "Lead knows no entity with this id." : "No entity has this id or client customer id."} />;
  const { facts } = lookup;
  const refused = roleProblem(type, facts);
  return (
    <div className="wrap-anywhere">
      <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-text">
        <span className="font-medium">{facts.name}</span>
        <span className="text-text-3">{entityTypeWords[facts.type] ?? facts.type}</span>
        {typed.trim() !== facts.id && onUse ? <Button size="small" onClick={() => onUse(facts.id)}>Use {facts.name}</Button> : null}
        {typed.trim() !== facts.id && !onUse ? <CopyId id={facts.id} plain /> : null}
      </p>
      {refused ? <Refusal words={refused} /> : <p className="flex items-center gap-1"><CircleCheck size={12} className="shrink-0 text-ok" aria-hidden="true" /> {standingWords(facts.standing)}</p>}
    </div>
  );
}

function Refusal({ words }: { words: string }) {
  return (
    <p className="flex items-start gap-1 font-medium text-stop">
      <CircleAlert size={12} className="mt-0.5 shrink-0" aria-hidden="true" /> {words}
    </p>
  );
}
