"use client";

import { zoneName } from "@/lib/fields/zoned-time";
import { useNow } from "../ui/clock";

/** The short name of the zone in which a time is typed, beside it: CST. */
export function ZoneSuffix({ zone }: { zone: string }) {
  const now = useNow();
  return <span title={zone}>{zoneName(now.getTime(), zone)}</span>;
}
