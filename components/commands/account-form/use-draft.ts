"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { AccountDraft, DraftForm } from "@/lib/accounts/account-draft";

export type DraftState = { kind: "none" } | { kind: "saving" } | { kind: "saved"; at: string } | { kind: "failed" };

type DraftPlace = { program: string; form: DraftForm; subject: string };

const pauseMs = 800;
const addressOf = ({ program, form, subject }: DraftPlace) => `/api/programs/${encodeURIComponent(program)}/drafts/${form}/${encodeURIComponent(subject)}`;

/** Keeps what is typed on the server: after a pause in typing, and at once when the page is left. Nothing stays in the browser. */
export function useDraft(place: DraftPlace, savedAt: string | null) {
  const [state, setState] = useState<DraftState>(savedAt ? { kind: "saved", at: savedAt } : { kind: "none" });
  const waiting = useRef<AccountDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const ended = useRef(false);
  const address = addressOf(place);

  const flush = useCallback(
    async (leaving = false): Promise<void> => {
      clearTimeout(timer.current);
      const draft = waiting.current;
      if (!draft || ended.current) return;
      waiting.current = null;
      setState({ kind: "saving" });
      const kept = await fetch(address, { method: "PUT", keepalive: leaving, headers: { "content-type": "application/json" }, body: JSON.stringify(draft) }).catch(() => null);
      if (kept?.ok) return setState({ kind: "saved", at: new Date().toISOString() });
      waiting.current ??= draft;
      setState({ kind: "failed" });
    },
    [address],
  );

  const keep = useCallback(
    (draft: AccountDraft): void => {
      if (ended.current) return;
      waiting.current = draft;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pauseMs);
    },
    [flush],
  );

  /** Forgets it; `forGood` where the form itself has ended. */
  const discard = useCallback(
    async (forGood = false): Promise<void> => {
      clearTimeout(timer.current);
      waiting.current = null;
      ended.current = forGood;
      setState({ kind: "none" });
      await fetch(address, { method: "DELETE" }).catch(() => null);
    },
    [address],
  );

  useEffect(() => {
    const leave = () => void (document.visibilityState === "hidden" && flush(true));
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("pagehide", leave);
      void flush(true);
    };
  }, [flush]);

  return { state, keep, flush, discard };
}
