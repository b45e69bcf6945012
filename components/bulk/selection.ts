"use client";

import { useSyncExternalStore } from "react";
import { mostByHand } from "@/lib/bulk/bulk-actions";

/** What is chosen of one list: accounts by their ids, or all that it has. Gone with the document; kept nowhere. */
export type Selection = { list: string; ids: ReadonlySet<string>; all: boolean };

const nothing: Selection = { list: "", ids: new Set(), all: false };
let selection = nothing;
const listeners = new Set<() => void>();

function change(next: Selection): void {
  selection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const current = () => selection;
const onServer = () => nothing;

/** The selection of one list, named by its address without a place in it: pages share it, another filter begins anew. */
export function useSelection(list: string) {
  const stored = useSyncExternalStore(subscribe, current, onServer);
  const own = stored.list === list ? stored : { ...nothing, list };
  return {
    ...own,
    isSelected: (id: string) => own.all || own.ids.has(id),
    /** Adds or takes away; a choice of all that the list has becomes one by hand. */
    choose: (ids: readonly string[], on: boolean) => {
      const next = new Set(own.all ? [] : own.ids);
      for (const id of ids) if (on) next.add(id); else next.delete(id);
      change({ list, ids: new Set([...next].slice(0, mostByHand)), all: false });
    },
    chooseAll: () => change({ list, ids: own.ids, all: true }),
    clear: () => change(nothing),
  };
}
