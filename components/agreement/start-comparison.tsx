"use client";

import { useId, useState } from "react";
import { startAgreementInput } from "@/lib/agreement/exceptions";
import type { RunDetail } from "@/lib/agreement/views";
import { parseZonedTime, zoneName } from "@/lib/fields/zoned-time";
import { ProblemSummary } from "../commands/problem-summary";
import { useLocalCommand } from "../commands/use-local-command";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { useNow } from "../ui/clock";
import { TextField } from "../ui/text-field";

type StartProps = { program: { slug: string; timeZone: string }; detail: RunDetail };

/** When the ledger was like this, and whether it is all of it: said by a person before anything is compared. */
export function StartComparison({ program, detail }: StartProps) {
  const id = useId();
  const now = useNow();
  const [asOf, setAsOf] = useState(detail.asOfText);
  const [complete, setComplete] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { command, send, errorOf } = useLocalCommand({ program: program.slug, name: "start-agreement", schema: startAgreementInput, onDone: () => undefined });
  const start = () => {
    const read = parseZonedTime(asOf, program.timeZone);
    setWrong(read.ok ? null : read.message);
    if (read.ok) send({ runId: detail.id, asOf: read.value, complete });
  };
  const zone = `${zoneName(now.getTime(), program.timeZone)}, the program’s time`;
  return (
    <Card heading="Before it starts">
      {command.problem && !command.problem.fields ? <div className="mb-3"><ProblemSummary problem={command.problem} /></div> : null}
      <form
        noValidate
        className="grid max-w-2xl gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <TextField
          id={`${id}-as-of`}
          label="As of"
          required
          hint={detail.asOfText === "" ? `When your ledger was like this, in ${zone}. For example 2026-11-20 23:59.` : `The latest time in the file, in ${zone}.`}
          value={asOf}
          onChange={({ target }) => setAsOf(target.value)}
          error={wrong ?? errorOf("asOf")}
        />
        <Checkbox
          id={`${id}-complete`}
          checked={complete}
          onCheckedChange={setComplete}
          label="This file holds every account"
          hint="Then accounts that are open at Lead and missing in it become exceptions too."
        />
        <div><Button type="submit" variant="primary" busy={command.phase === "sending"}>Start</Button></div>
      </form>
    </Card>
  );
}
