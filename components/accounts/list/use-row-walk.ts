"use client";

import { useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";

type RowWalk = {
  /** The row that the arrow keys stand on. */
  at: number;
  /** Gives the focus to the row that the arrow keys stand on. */
  focus: () => void;
  open: () => void;
  goTo: (index: number) => void;
  rowProps: (index: number) => { ref: (row: HTMLTableRowElement | null) => void; tabIndex: number; onFocus: () => void; onClick: () => void; onKeyDown: (event: KeyboardEvent) => void };
};

/** The row that was opened last and how far the page was scrolled, for whoever comes back; gone with the document. */
let lastOpened: { key: string; scrollY: number } | null = null;

type RowActs = { onOpen: (index: number) => void; /** Shift and Space. */ onSelect: (index: number) => void; /** Space. */ onPeek: () => void; /** Escape. */ onLeave: () => void };

/** Arrow keys walk down a list of rows, Home and End go to its ends, Space peeks, Shift with Space selects, Enter opens; one stop for Tab. */
export function useRowWalk(keys: readonly string[], { onOpen, onSelect, onPeek, onLeave }: RowActs): RowWalk {
  const count = keys.length;
  const rows = useRef<(HTMLTableRowElement | null)[]>([]);
  const [at, setAt] = useState(0);
  // The browser scrolls back before the list is there again, and then only as far as the page it leaves is long.
  useLayoutEffect(() => {
    const index = lastOpened === null ? -1 : keys.indexOf(lastOpened.key);
    // Who came by a link, or stands elsewhere on the page, is left there.
    if (lastOpened === null || index < 0 || document.activeElement !== document.body) return;
    window.scrollTo({ top: lastOpened.scrollY });
    rows.current[index]?.focus({ preventScroll: true });
    lastOpened = null;
  }, [keys]);
  const open = (index: number) => {
    lastOpened = { key: keys[index] ?? "", scrollY: window.scrollY };
    onOpen(index);
  };
  const goTo = (index: number) => rows.current[Math.max(0, Math.min(count - 1, index))]?.focus();
  const moves: Record<string, (index: number) => void> = {
    ArrowDown: (index) => goTo(index + 1),
    ArrowUp: (index) => goTo(index - 1),
    Home: () => goTo(0),
    End: () => goTo(count - 1),
    Enter: open,
    " ": onPeek,
    Escape: onLeave,
  };
  const standsAt = Math.min(at, Math.max(0, count - 1));
  return {
    at: standsAt,
    focus: () => rows.current[standsAt]?.focus({ preventScroll: true }),
    open: () => open(standsAt),
    goTo,
    rowProps: (index) => ({
      ref: (row) => {
        rows.current[index] = row;
      },
      tabIndex: index === standsAt ? 0 : -1,
      onFocus: () => setAt(index),
      onClick: () => open(index),
      onKeyDown: (event) => {
        const move = event.shiftKey && event.key === " " ? onSelect : moves[event.key];
        // A link or a button inside the row keeps its own Enter.
        if (!move || event.target !== event.currentTarget) return;
        event.preventDefault();
        move(index);
      },
    }),
  };
}
