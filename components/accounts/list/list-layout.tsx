"use client";

import { createContext, useContext, useState, type ReactNode } from "react";
import { listColumns, usualLayout, type ListColumn, type ListLayout } from "@/lib/views/list-layout";
import { useToast } from "../../ui/toast";

type LayoutInHand = {
  layout: ListLayout;
  /** Nothing was chosen: what has no room on a narrow screen steps back. */
  isUsual: boolean;
  /** Shows it, and nothing more: while a width is being drawn. */
  show: (layout: ListLayout) => void;
  /** Shows it from now on; null: as usual again. */
  keep: (layout: ListLayout | null) => void;
};

const Layout = createContext<LayoutInHand | null>(null);

/** What was kept last since the document was loaded: a page that comes out of the router's memory may know an older one. */
let latest: { programSlug: string; layout: ListLayout | null } | null = null;
let sending: Promise<unknown> = Promise.resolve();

/** One after another, so that the last one stays; one that another has overtaken is left out. */
function send(programSlug: string, layout: ListLayout | null, onFailure: () => void): void {
  const kept = { programSlug, layout };
  latest = kept;
  const body = layout === null ? { method: "DELETE" } : { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(layout) };
  sending = sending.then(async () => {
    if (latest !== kept) return;
    const answer = await fetch(`/api/programs/${programSlug}/list-layout`, { ...body, keepalive: true }).catch(() => null);
    if (!answer?.ok) onFailure();
  });
}

type LayoutProviderProps = { programSlug: string; initial: ListLayout | null; children: ReactNode };

/** How this person has the list laid out; kept on the server, and there before the first row is drawn. */
export function ListLayoutProvider({ programSlug, initial, children }: LayoutProviderProps) {
  const [own, setOwn] = useState(() => (latest?.programSlug === programSlug ? latest.layout : initial));
  const toast = useToast();
  const keep = (layout: ListLayout | null) => {
    setOwn(layout);
    send(programSlug, layout, () => toast.show({ tone: "warn", title: "The layout of the list was not kept.", description: "It stays until the page is loaded again." }));
  };
  return <Layout value={{ layout: own ?? usualLayout, isUsual: own === null, show: setOwn, keep }}>{children}</Layout>;
}

export function useListLayout(): LayoutInHand {
  const layout = useContext(Layout);
  if (!layout) throw new Error("The list has no layout here.");
  return layout;
}

const headingId = (column: ListColumn) => `accounts-${column}`;

/** What a heading carries so that its width can be taken. */
export const headingProps = (column: ListColumn) => ({ id: headingId(column) });

/** How wide the columns are drawn at the moment, in CSS pixels. */
export function drawnWidths(): Partial<Record<ListColumn, number>> {
  return Object.fromEntries(listColumns.flatMap((column) => {
    const widthPx = document.getElementById(headingId(column))?.getBoundingClientRect().width;
    return widthPx ? [[column, widthPx]] : [];
  }));
}
