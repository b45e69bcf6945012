import Link from "next/link";
import type { ReactNode } from "react";
import type { DirectoryQuery } from "@/lib/directory-query";
import { listPath } from "@/lib/overview-lists";

/** Where the figures are looked at; `linked`: of now, so that lists can say the same. */
export type FigurePlace = { programSlug: string; linked: boolean };

export const count = (number: number) => number.toLocaleString("en-US");

/** A figure that leads somewhere. */
export const linkClass = "underline decoration-line-strong underline-offset-3 hover:text-accent hover:decoration-accent";

type FigureProps = { place: FigurePlace; value: number; /** The list that it counts. */ list: DirectoryQuery | null; /** Said to those who do not see where it stands. */ of: string; className?: string; children?: ReactNode };

/** A number, and the way to the list that it counts. Nothing is no list. */
export function Figure({ place, value, list, of, className = "", children }: FigureProps) {
  const words = children ?? count(value);
  if (!place.linked || !list || value === 0) return <span className={`${value === 0 ? "text-text-3" : ""} ${className}`}>{words}</span>;
  return <Link href={listPath(place.programSlug, list)} prefetch={false} aria-label={`${count(value)} ${of}`} className={`${linkClass} ${className}`}>{words}</Link>;
}

/** Told apart without their colours: filled, striped, hollow. */
export const looks = {
  filled: "bg-accent",
  striped: "border border-idle bg-[repeating-linear-gradient(135deg,var(--idle)_0_1px,transparent_1px_5px)]",
  hollow: "border border-line-strong bg-surface",
} as const;
export type Look = keyof typeof looks;

/** What the looks of a chart stand for. */
export function Legend({ entries }: { entries: readonly { look: Look; label: string }[] }) {
  return (
    <div aria-hidden="true" className="mt-1 mb-2 flex flex-wrap gap-x-4 gap-y-1 text-2xs text-text-3">
      {entries.map(({ look, label }) => (
        <span key={label} className="inline-flex items-center gap-1.5"><span data-hollow={look === "filled" ? undefined : ""} className={`keep-shape size-2.5 rounded-[2px] ${looks[look]}`} />{label}</span>
      ))}
    </div>
  );
}

/** A part of a bar; nothing where there is none, and never too thin to be seen. */
export function Bar({ of, most, look }: { of: number; most: number; look: Look }) {
  if (of === 0) return null;
  return <span data-hollow={look === "filled" ? undefined : ""} className={`keep-shape h-full min-w-0.5 rounded-r-[2px] ${looks[look]}`} style={{ width: `${(of / most) * 100}%` }} />;
}
