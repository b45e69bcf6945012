"use client";

import { useWatch, type Control } from "react-hook-form";
import type { ApplicationFacts } from "@/lib/accounts/entity-facts";
import { applicationProblems } from "@/lib/accounts/open-account-problems";
import { moneyWords } from "@/lib/fields/money";
import { Button } from "../../ui/button";
import { CopyId } from "../../ui/copy-id";
import { Spinner } from "../../ui/spinner";
import type { AccountFormValues } from "./account-form-state";
import { FormText } from "./form-text";
import { useApplicationLookup, type Lookup } from "./lookups";

type ApplicationFieldProps = {
  control: Control<AccountFormValues>;
  program: string;
  zone: string;
  holderType: string | undefined;
  holderIds: readonly string[];
  onCopyTerms: (facts: ApplicationFacts) => void;
  required: boolean;
  disabled?: boolean;
};

/** The application with its status, product and people beside it, and what Lead would refuse about it. */
export function ApplicationField({ control, program, zone, holderType, holderIds, onCopyTerms, required, disabled }: ApplicationFieldProps) {
  const typed = useWatch({ control, name: "application_id" });
  const lookup = useApplicationLookup(program, typed);
  const facts = lookup.state === "found" ? lookup.facts : lookup.state === "none" ? null : undefined;
  const refused = facts === undefined ? undefined : applicationProblems(typed.trim(), holderIds, holderType, facts)[0]?.message;
  return (
    <div className="grid items-start gap-x-4 gap-y-2 md:grid-cols-2">
      <FormText control={control} name="application_id" zone={zone} required={required} disabled={disabled} />
      <div role="status" className="min-h-20 min-w-0 rounded bg-sunken px-3 py-2">
        <ApplicationAnswer lookup={lookup} refused={refused} onCopyTerms={disabled ? undefined : onCopyTerms} />
      </div>
    </div>
  );
}

type AnswerProps = { lookup: Lookup<ApplicationFacts>; refused: string | undefined; onCopyTerms?: (facts: ApplicationFacts) => void };

function ApplicationAnswer({ lookup, refused, onCopyTerms }: AnswerProps) {
  if (lookup.state === "empty") return <p className="text-text-3">Its status, product and holders appear here.</p>;
  if (lookup.state === "looking") return <p className="flex items-center gap-1.5 text-text-3"><Spinner /> Asking Lead…</p>;
  if (lookup.state === "failed") return <p className="text-warn">Lead could not be asked. You can go on: Lead checks it when it is sent.</p>;
  if (lookup.state === "none") return <p className="font-medium text-stop">{refused}</p>;
  const { facts } = lookup;
  return (
    <>
      <p className="font-medium">
        {facts.productName ?? "No product"} <span className="font-normal text-text-2">· {facts.status ?? "no status"} · {facts.holderType ?? "holder type not said"}</span>
      </p>
      {refused ? <p className="text-xs font-medium text-stop">{refused}</p> : null}
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-text-3">Holders {facts.holderIds.map((id) => <CopyId key={id} id={id} plain />)}</p>
      {facts.credit ? <CreditLine facts={facts} onCopyTerms={onCopyTerms} /> : null}
    </>
  );
}

function CreditLine({ facts, onCopyTerms }: { facts: ApplicationFacts; onCopyTerms?: (facts: ApplicationFacts) => void }) {
  const { limit, currency } = facts.credit ?? { limit: null, currency: null };
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2">
      {limit !== null ? <span className="text-xs text-text-2">Approved limit {moneyWords(limit, currency ?? "USD")}</span> : null}
      {onCopyTerms ? <Button size="small" onClick={() => onCopyTerms(facts)}>Copy the credit terms</Button> : null}
    </div>
  );
}
