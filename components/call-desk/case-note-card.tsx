"use client";

import { useEffect, useRef, useState } from "react";
import { Button, ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import { TextArea } from "../ui/text-area";

type CaseNoteCardProps = { note: string; nextHref: string; /** Once the call has ended, copying it is what comes next. */ focused: boolean; onNext: () => void };

/** The note of the call, with the facts filled in, to be taken along; it can be changed before it is copied. */
export function CaseNoteCard({ note, nextHref, focused, onNext }: CaseNoteCardProps) {
  const [changed, setChanged] = useState<string | null>(null);
  const [copied, setCopied] = useState<"yes" | "refused" | null>(null);
  const copy = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) copy.current?.focus();
  }, [focused]);
  const text = changed ?? note;
  const write = () => navigator.clipboard.writeText(text).then(() => setCopied("yes"), () => setCopied("refused"));
  return (
    <Card heading="Case note">
      <TextArea
        label="Case note" hideLabel mono rows={Math.min(12, text.split("\n").length + 1)} value={text}
        onChange={(event) => {
          setChanged(event.target.value);
          setCopied(null);
        }}
      />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button ref={copy} variant={focused ? "primary" : "default"} onClick={() => void write()}>Copy the note</Button>
        <ButtonLink href={nextHref} onClick={onNext}>Next call</ButtonLink>
        <span role="status" className="text-text-3">{copied === "yes" ? "Copied." : null}{copied === "refused" ? "The browser did not allow copying: select the text." : null}</span>
      </div>
    </Card>
  );
}
