"use client";

import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { useEffect } from "react";
import type { AccountNumberView } from "@/lib/account-views";
import { CopyButton } from "../../ui/copy-button";
import { IconButton } from "../../ui/icon-button";
import { revealNumber } from "./read-account";

/** Long enough to read a number out over the telephone. */
const shownForMs = 30_000;

type NumberTextProps = { program: string; accountId: string; number: AccountNumberView; mayReveal: boolean };

/** Masked; whole for half a minute to those who may, each time on the trail. */
export function NumberText({ program, accountId, number, mayReveal }: NumberTextProps) {
  const { mutate, data, reset, isPending, error } = useMutation({ mutationFn: () => revealNumber(program, accountId, number.id), gcTime: 0 });
  useEffect(() => {
    if (!data) return undefined;
    const timer = setTimeout(reset, shownForMs);
    return () => clearTimeout(timer);
  }, [data, reset]);
  return (
    <span className="inline-flex min-h-8 items-center gap-1">
      <span role="status" className="font-mono text-xs">{data?.accountNumber ?? number.masked}</span>
      {data ? <CopyButton text={data.accountNumber} label="Copy the account number" /> : null}
      {data ? <IconButton label={`Hide the number ${number.masked}`} icon={<EyeOff size={14} aria-hidden="true" />} onClick={() => reset()} /> : null}
      {mayReveal && !data ? <IconButton label={`Show the whole number ${number.masked}; this is recorded`} icon={<Eye size={14} aria-hidden="true" />} disabled={isPending} onClick={() => mutate()} /> : null}
      {error ? <span role="alert" className="text-stop">{error.message}</span> : null}
    </span>
  );
}
