"use client";

import { useState } from "react";
import { refreshSpeedInput } from "@/lib/settings/refresh-inputs";
import { useCommand } from "../commands/use-command";
import { useLocalCommand } from "../commands/use-local-command";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";

/** Starts the refresh where it is paused, and pauses it where it runs. */
export function RefreshButton({ program, paused }: { program: string; paused: boolean }) {
  const toast = useToast();
  const command = useCommand({
    program,
    name: paused ? "start-refresh" : "pause-refresh",
    onDone: () => toast.show({ title: paused ? "The refresh is started." : "The refresh is paused.", tone: "ok" }),
    onProblem: ({ title, saved, next }) => toast.show({ title, description: [saved, next].filter(Boolean).join(" "), tone: "warn" }),
  });
  return <Button size="small" variant={paused ? "primary" : undefined} busy={command.phase !== "idle"} onClick={() => void command.submit({})}>{paused ? "Start" : "Pause"}</Button>;
}

/** A number as it is typed, or nothing where it is none. */
function numberOf(text: string): number | undefined {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || Number.isNaN(number) ? undefined : number;
}

export function SpeedForm({ program, speed, most }: { program: string; speed: number; most: number }) {
  const [typed, setTyped] = useState(String(speed));
  const toast = useToast();
  const { command, send, errorOf } = useLocalCommand({
    program,
    name: "set-refresh-speed",
    schema: refreshSpeedInput,
    onDone: () => {
      toast.show({ title: "The speed is changed.", tone: "ok" });
      command.renew();
    },
  });
  const { problem } = command;
  return (
    <form
      noValidate
      className="mt-3 flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send({ callsPerSecond: numberOf(typed) });
      }}
    >
      <TextField
        id="refresh-speed"
        className="w-56"
        label="Speed, calls per second"
        hint={`0.1 to ${most.toLocaleString("en-US")}`}
        inputMode="decimal"
        align="right"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        error={errorOf("callsPerSecond") ?? (problem && !problem.fields ? [problem.title, problem.next].filter(Boolean).join(" ") : undefined)}
      />
      <Button type="submit" className="mt-[22px]" busy={command.phase === "sending" || command.phase === "checking"}>Change</Button>
    </form>
  );
}
