"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import type { Result } from "@/lib/result";
import { faultTargetNames, faultTargets, simulatorFaultNames, simulatorFaults, type SimulatorFaultRequest } from "@/lib/simulator-faults";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { Select } from "../ui/select";

type Waiting = { waiting: number };

async function ask(address: string, init?: RequestInit): Promise<Waiting> {
  const answer = await fetch(address, init);
  const result = (await answer.json()) as Result<Waiting>;
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

const targetOptions = faultTargetNames.map((value) => ({ value, label: faultTargets[value] }));
const faultOptions = simulatorFaultNames.map((value) => ({ value, label: simulatorFaults[value].label }));
const callOptions = ["1", "2", "3", "5", "20"].map((value) => ({ value, label: value === "1" ? "The next call" : `The next ${value} calls` }));

/** Only in programs on the simulator: makes Lead's next calls fail, so that anyone can watch what happens then. */
export function FaultPanel({ programSlug }: { programSlug: string }) {
  const address = `/api/programs/${programSlug}/faults`;
  const cache = useQueryClient();
  const key = [programSlug, "simulator-faults"];
  const [open, setOpen] = useState(false);
  const [request, setRequest] = useState<SimulatorFaultRequest>({ fault: "reset-after-effect", target: "*", calls: 1 });
  const { data } = useQuery({ queryKey: key, queryFn: () => ask(address), enabled: open, refetchInterval: open ? 2000 : false });
  const keep = (waiting: Waiting) => cache.setQueryData(key, waiting);
  const trigger = useMutation({ mutationFn: () => ask(address, { method: "POST", body: JSON.stringify(request) }), onSuccess: keep });
  const clear = useMutation({ mutationFn: () => ask(address, { method: "DELETE" }), onSuccess: keep });
  const waiting = data?.waiting ?? 0;
  return (
    <Popover
      title="Simulator faults"
      showTitle
      open={open}
      onOpenChange={setOpen}
      align="start"
      className="w-80"
      trigger={
        <Button size="small" variant="quiet" icon={<FlaskConical size={13} aria-hidden="true" />}>
          <span className="max-sm:sr-only">Simulator faults</span>{waiting > 0 ? ` (${waiting})` : ""}
        </Button>
      }
    >
      <div className="space-y-3">
        <Select label="What goes wrong" options={faultOptions} value={request.fault} onValueChange={(fault) => setRequest({ ...request, fault })} hint={simulatorFaults[request.fault].seen} />
        <Select label="At which call" options={targetOptions} value={request.target} onValueChange={(target) => setRequest({ ...request, target })} />
        <Select label="How often" options={callOptions} value={String(request.calls)} onValueChange={(calls) => setRequest({ ...request, calls: Number(calls) })} />
        <p role="status" className="text-text-3">
          {trigger.error?.message ?? (waiting === 0 ? "Lead answers normally." : `${waiting === 1 ? "1 call" : `${waiting} calls`} will fail.`)}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={() => clear.mutate()} busy={clear.isPending} disabled={waiting === 0}>Take back</Button>
          <Button variant="primary" onClick={() => trigger.mutate()} busy={trigger.isPending}>Arm</Button>
        </div>
      </div>
    </Popover>
  );
}
