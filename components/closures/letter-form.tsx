"use client";

import Link from "next/link";
import { useState } from "react";
import { deliveryWords } from "@/lib/closures/closing-request";
import { recipientIds } from "@/lib/closures/notice-recipients";
import type { ProcessView } from "@/lib/closures/process-view";
import { dueWords } from "@/lib/closures/due-dates";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import type { CommandInHand } from "../commands/use-command";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Description, DescriptionList } from "../ui/description-list";
import { TextField } from "../ui/text-field";

type LetterFormProps = { program: string; process: ProcessView; command: CommandInHand; today: string; zone: string };

const ids: Record<string, string> = { "delivered.on": "letter-on", "delivered.time": "letter-time" };

/** When the letter was delivered or mailed; the moment itself is what counts (Reg B 1002.9), and nothing is guessed. */
export function LetterForm({ program, process, command, today, zone }: LetterFormProps) {
  const [on, setOn] = useState(plainDateWords(today));
  const [time, setTime] = useState("");
  const [timeUnknown, setTimeUnknown] = useState(false);
  const { closing } = process;
  if (!closing?.notice) return null;
  const date = parsePlainDate(on);
  const errorOf = (path: string) => command.problem?.fields?.find((field) => field.path === path)?.message;
  const busy = command.phase === "sending" || command.phase === "checking";
  const send = () => void command.submit({ processId: process.id, accountId: process.accountId, delivered: { on: date.ok ? date.value : on, time: timeUnknown ? null : time.trim() } });
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <DescriptionList>
        <Description term="Letter to">{recipientIds(closing.notice).map((id) => process.holders.find(({ entityId }) => entityId === id)?.name ?? id).join(", ")}</Description>
        {closing.lettersHash ? <Description term="Its text"><Link href={`/programs/${program}/closures/${process.id}/letter`} target="_blank" className="text-accent underline">Print or download the approved letter</Link></Description> : null}
        <Description term="Delivery">{deliveryWords(closing.notice)}</Description>
        {closing.noticeDueOn && closing.due ? <Description term="Due">{plainDateWords(closing.noticeDueOn)} · {dueWords(closing.due)}</Description> : null}
      </DescriptionList>
      {command.problem ? <ProblemSummary problem={command.problem} controlOf={(path) => ids[path]} labelOf={(path) => (path === "delivered.on" ? "Day" : "Time")} /> : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label="Delivered or mailed on" required id="letter-on" error={errorOf("delivered.on") ?? (date.ok ? undefined : date.message)} value={on} onChange={(event) => setOn(event.target.value)} />
        <TextField label="Time of day" required={!timeUnknown} disabled={timeUnknown} placeholder="14:30" hint={zone} id="letter-time" error={errorOf("delivered.time")} value={timeUnknown ? "" : time} onChange={(event) => setTime(event.target.value)} />
      </div>
      <Checkbox checked={timeUnknown} onCheckedChange={setTimeUnknown} label="Time of day not known" />
      <p className="text-text-2">Never enter a date on which nothing was sent. Once this is recorded the notice goes to Lead and the account is closed, and the closing can only be abandoned with a corrective letter.</p>
      <CommandStatusLine command={command} />
      <Button type="submit" variant="danger-filled" busy={busy} disabled={!timeUnknown && time.trim() === ""}>The letter was sent: record it and close</Button>
    </form>
  );
}
