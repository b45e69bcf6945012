"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { confidentialMention, mentionsConfidentialReport } from "@/lib/accounts/operator-text";
import { insufficientPhrase } from "@/lib/closures/insufficient-phrases";
import type { NoticeRules } from "@/lib/closures/notice-rules";
import { maxNoticeReasons, ownWordsCode } from "@/lib/closures/termination-reasons";
import type { NoticeReason } from "@/lib/closures/termination-reasons";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { FieldNotes } from "../ui/field";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";

type ReasonPickerProps = { /** The program's. */ rules: NoticeRules; reasons: readonly NoticeReason[]; onChange: (reasons: NoticeReason[]) => void; id: string; error?: string; hint?: string };

const groups = { terminating: "For ending an account", application: "From applications (form C-1)" } as const;

/** Up to four specific reasons in their order: of the list, or in own words. */
export function ReasonPicker({ rules, reasons, onChange, id, error, hint = `Up to ${maxNoticeReasons}. Lead takes them as one text; they are kept apart here.` }: ReasonPickerProps) {
  const [ownWords, setOwnWords] = useState("");
  const full = reasons.length >= maxNoticeReasons;
  const flagged = insufficientPhrase(ownWords, rules.phrases) ?? (mentionsConfidentialReport(ownWords) ? confidentialMention : null);
  const left = rules.reasons.filter(({ code }) => !reasons.some((reason) => reason.code === code));
  const add = (reason: NoticeReason) => onChange([...reasons, reason]);
  return (
    <div id={id} tabIndex={-1} role="group" aria-labelledby={`${id}-label`} aria-describedby={error ? `${id}-error` : undefined} className="space-y-2 outline-none">
      <p id={`${id}-label`} className="font-medium">Principal reasons, in order</p>
      {reasons.length > 0 ? (
        <ol className="divide-y divide-line rounded border border-line">
          {reasons.map(({ code, text }, index) => (
            <li key={text} className="flex items-center gap-2 px-2.5 py-1">
              <span className="text-text-3">{index + 1}</span>
              <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
              {code === ownWordsCode ? <span className="text-xs text-text-3">own words</span> : null}
              <IconButton label={`Remove: ${text}`} icon={<X size={14} aria-hidden="true" />} onClick={() => onChange(reasons.filter((_, at) => at !== index))} />
            </li>
          ))}
        </ol>
      ) : null}
      {full ? null : (
        <>
          <Select
            label="Add a reason" placeholder="Choose a reason" value={null}
            options={left.map(({ code, text, group }) => ({ value: code, label: text, description: groups[group] }))}
            onValueChange={(code) => {
              const row = rules.reasons.find((reason) => reason.code === code);
              if (row) add({ code: row.code, text: row.text });
            }}
          />
          <div className="flex items-start gap-2">
            <TextField className="flex-1" label="Or in your own words" maxLength={300} error={flagged ?? undefined} value={ownWords} onChange={(event) => setOwnWords(event.target.value)} />
            <Button
              className="mt-[23px]" disabled={!ownWords.trim() || flagged !== null}
              onClick={() => {
                add({ code: ownWordsCode, text: ownWords.trim() });
                setOwnWords("");
              }}
            >
              Add
            </Button>
          </div>
        </>
      )}
      <FieldNotes controlId={id} hint={hint} error={error} />
    </div>
  );
}
