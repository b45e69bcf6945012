"use client";

import { useState } from "react";
import { useToast } from "../ui/toast";

/** Signs out here and at the identity provider, to which the browser is sent. */
export function useSignOut(): { signOut: () => Promise<void>; busy: boolean } {
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  const signOut = async () => {
    setBusy(true);
    try {
      // Not a plain form: without a referrer its Origin is "null", which is refused.
      const response = await fetch("/api/auth/end-session", { method: "POST" });
      if (!response.ok) throw new Error(`Signing out was answered with ${response.status}`);
      const { url } = (await response.json()) as { url: string };
      window.location.assign(url);
    } catch {
      setBusy(false);
      toast.show({ tone: "stop", title: "You are still signed in.", description: "The console did not answer. Try again." });
    }
  };

  return { signOut, busy };
}
