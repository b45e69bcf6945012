"use client";

import { useEffect, useRef } from "react";

/** The beginning of a step: takes the focus when one comes here from another step, so that it is read from its top. */
export function StepTop({ step, name, of }: { step: number; name: string; of: number }) {
  const top = useRef<HTMLParagraphElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    top.current?.scrollIntoView({ block: "start" });
    top.current?.focus({ preventScroll: true });
  }, [step]);
  return <p ref={top} tabIndex={-1} className="sr-only">{`Step ${step + 1} of ${of}: ${name}`}</p>;
}
