import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Stands where something will be, in its size. Give the width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classNames("block animate-pulse rounded-sm bg-idle-weak", className ?? "h-3 w-24")} />;
}

/** Says that a part of the page is loading, around its skeletons. */
export function Loading({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

/** The bar's width by class; `cell` is the column's own class, `align` its side. */
export type SkeletonColumn = { width: string; cell?: string; align?: "right" };

/** Rows of a table that is on its way. */
export function SkeletonRows({ rows, columns }: { rows: number; columns: readonly SkeletonColumn[] }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden="true" className="*:border-b *:border-line last:*:border-b-0">
      {columns.map(({ width, cell, align }, column) => (
        <td key={column} className={classNames("h-row px-2.5", cell)}><Skeleton className={classNames("h-3", width, align === "right" && "ml-auto")} /></td>
      ))}
    </tr>
  ));
}

/** Lines of a card that is on its way. */
export function SkeletonLines({ widths }: { widths: readonly string[] }) {
  return widths.map((width, line) => <span key={line} className="flex h-6 items-center"><Skeleton className={classNames("h-3", width)} /></span>);
}
