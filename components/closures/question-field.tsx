"use client";

import { confidentialHint } from "@/lib/accounts/operator-text";
import type { Question } from "@/lib/closures/questions";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { YesNo } from "./yes-no";

type QuestionFieldProps = {
  question: Question;
  value: string | boolean | undefined;
  onChange: (value: string | boolean) => void;
  holders: readonly { entityId: string; name: string }[];
  id: string;
  error?: string;
};

/** One question of a close reason, by its kind. */
export function QuestionField({ question, value, onChange, holders, id, error }: QuestionFieldProps) {
  const { kind, label, hint, required, choices = [] } = question;
  const wording = { id, label, hint, error, required };
  const text = typeof value === "string" ? value : "";
  switch (kind) {
    case "yes-no":
      return <YesNo legend={label} hint={hint} error={error} id={id} value={typeof value === "boolean" ? value : null} onChange={onChange} />;
    case "choice":
      return <Select {...wording} options={choices} value={text || null} onValueChange={onChange} />;
    case "holder":
      return <Select {...wording} options={holders.map(({ entityId, name }) => ({ value: entityId, label: name, description: entityId }))} value={text || null} onValueChange={onChange} />;
    case "text":
      return <TextArea {...wording} hint={hint ? `${hint} ${confidentialHint}` : confidentialHint} rows={2} value={text} onChange={(event) => onChange(event.target.value)} />;
    case "integer":
      return <TextField {...wording} className="max-w-48" inputMode="numeric" value={text} onChange={(event) => onChange(event.target.value)} />;
    case "date":
      return <TextField {...wording} className="max-w-60" placeholder="20 Nov 2026" value={text} onChange={(event) => onChange(event.target.value)} />;
    case "account":
      return <TextField {...wording} mono placeholder="account_…" value={text} onChange={(event) => onChange(event.target.value)} />;
  }
}
