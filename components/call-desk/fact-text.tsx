"use client";

import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { useEffect } from "react";
import type { MaskedFact } from "@/lib/call-desk/caller-facts";
import { IconButton } from "../ui/icon-button";
import { revealFact } from "./caller-desk";

/** Long enough to compare it with what the caller says. */
const shownForMs = 30_000;

type FactTextProps = { program: string; accountId: string; entityId: string; fact: MaskedFact; mayReveal: boolean };

/** Masked; whole for half a minute, each time on the trail. */
export function FactText({ program, accountId, entityId, fact, mayReveal }: FactTextProps) {
  const { mutate, data, reset, isPending, error } = useMutation({ mutationFn: () => revealFact(program, accountId, entityId, fact.key), gcTime: 0 });
  useEffect(() => {
    if (!data) return undefined;
    const timer = setTimeout(reset, shownForMs);
    return () => clearTimeout(timer);
  }, [data, reset]);
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <span role="status">{data?.value ?? fact.masked}</span>
      {data ? <IconButton size="small" className="-my-1" label={`Hide the ${fact.label.toLowerCase()}`} icon={<EyeOff size={14} aria-hidden="true" />} onClick={() => reset()} /> : null}
      {mayReveal && !data ? <IconButton size="small" className="-my-1" label={`Show the ${fact.label.toLowerCase()} ${fact.masked}; this is recorded`} icon={<Eye size={14} aria-hidden="true" />} disabled={isPending} onClick={() => mutate()} /> : null}
      {error ? <span role="alert" className="text-stop">{error.message}</span> : null}
    </span>
  );
}
