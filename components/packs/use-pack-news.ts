"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { PackView } from "@/lib/closures/examiner-pack";

const everyMs = 2_000;

/** Asks for the list again while a pack leaves, or is about to: the browser does not tell a page when a download has ended. */
export function usePackNews(packs: readonly PackView[]): { expect: (packId: string) => void } {
  const [expected, setExpected] = useState<ReadonlySet<string>>(new Set());
  const router = useRouter();
  const awaited = packs.some(({ id, standing }) => standing === "making" || (standing === "waiting" && expected.has(id))) || [...expected].some((id) => !packs.some((pack) => pack.id === id));
  useEffect(() => {
    if (!awaited) return;
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [awaited, router]);
  return { expect: (packId) => setExpected((before) => new Set([...before, packId])) };
}
