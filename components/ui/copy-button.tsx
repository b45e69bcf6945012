"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "./class-names";

type CopyState = "idle" | "copied" | "failed";

const words = { idle: "", copied: "Copied", failed: "The browser did not allow copying" } satisfies Record<CopyState, string>;

/** Copies a text and says so, in sight and to a screen reader. */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const [state, setState] = useState<CopyState>("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () => {
    if (!navigator.clipboard) return setState("failed");
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };

  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={words[state] || label}
        onClick={copy}
        className={classNames("tap-target inline-flex size-4.5 shrink-0 items-center justify-center rounded-sm text-text-3 hover:bg-idle-weak hover:text-text print:hidden", className)}
      >
        {state === "copied" ? <Check size={13} className="text-ok" aria-hidden="true" /> : null}
        {state === "failed" ? <X size={13} className="text-stop" aria-hidden="true" /> : null}
        {state === "idle" ? <Copy size={13} aria-hidden="true" /> : null}
      </button>
      <span role="status" className="sr-only">{words[state]}</span>
    </>
  );
}
