"use client";

import type { ReactNode, RefObject } from "react";
import { RadioCards } from "../ui/radio-cards";

type YesNoProps = {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  id: string;
  value: boolean | null;
  onChange: (value: boolean) => void;
  /** Becomes its first choice, where a dialog begins here. */
  firstRef?: RefObject<HTMLElement | null>;
};

const options = [{ value: "no", title: "No" }, { value: "yes", title: "Yes" }] as const;

/** A question that is answered before it counts; neither is chosen at first. */
export function YesNo({ legend, hint, error, id, value, onChange, firstRef }: YesNoProps) {
  const choices = <RadioCards legend={legend} hint={hint} error={error} id={id} options={options} value={value === null ? null : value ? "yes" : "no"} onValueChange={(next) => onChange(next === "yes")} required />;
  if (!firstRef) return choices;
  const begin = (box: HTMLDivElement | null) => {
    firstRef.current = box?.querySelector<HTMLElement>("[role=radio]") ?? null;
  };
  return <div ref={begin}>{choices}</div>;
}
