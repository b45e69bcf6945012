"use client";

import type { ReactNode } from "react";
import { Card } from "../../ui/card";

type FormSectionProps = { id: string; heading: string; hint?: ReactNode; aside?: ReactNode; children: ReactNode };

/** One part of the form of an account; the outline links to it. */
export function FormSection({ id, heading, hint, aside, children }: FormSectionProps) {
  return (
    <Card id={`section-${id}`} heading={heading} aside={aside}>
      {hint ? <p className="-mt-0.5 mb-2.5 text-text-3">{hint}</p> : null}
      {children}
    </Card>
  );
}

/** Fields side by side: two to a row, three where there is room. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-x-4 gap-y-3.5 sm:grid-cols-2 xl:grid-cols-3">{children}</div>;
}

/** A long form with its outline beside it. */
export function FormColumns({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className="grid items-start gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_220px] xl:grid-cols-[minmax(0,1000px)_240px]">
      <div className="min-w-0 space-y-3">{children}</div>
      {aside}
    </div>
  );
}
