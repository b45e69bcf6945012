"use client";

import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { useEffect } from "react";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";

/** Long enough to read it out over the telephone, or to compare it with what somebody says. */
const shownForMs = 30_000;

type RevealedTextProps = {
  masked: string;
  /** "number", "email": what is shown and hidden. */
  of: string;
  mayReveal: boolean;
  /** The whole of it, put on the trail each time. */
  reveal: () => Promise<string>;
  copyLabel?: string;
  className?: string;
};

/** Masked; whole for half a minute to those who may. */
export function RevealedText({ masked, of, mayReveal, reveal, copyLabel, className }: RevealedTextProps) {
  const { mutate, data, reset, isPending, error } = useMutation({ mutationFn: reveal, gcTime: 0 });
  useEffect(() => {
    if (data === undefined) return undefined;
    const timer = setTimeout(reset, shownForMs);
    return () => clearTimeout(timer);
  }, [data, reset]);
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <span role="status" className={className}>{data ?? masked}</span>
      {data !== undefined && copyLabel ? <CopyButton text={data} label={copyLabel} /> : null}
      {data !== undefined ? <IconButton size="small" className="-my-1" label={`Hide the ${of} ${masked}`} icon={<EyeOff size={14} aria-hidden="true" />} onClick={() => reset()} /> : null}
      {mayReveal && data === undefined ? <IconButton size="small" className="-my-1" label={`Show the whole ${of} ${masked}; this is recorded`} icon={<Eye size={14} aria-hidden="true" />} disabled={isPending} onClick={() => mutate()} /> : null}
      {error ? <span role="alert" className="text-stop">{error.message}</span> : null}
    </span>
  );
}
