"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Permission } from "@/lib/permissions";
import { CountBadge } from "../ui/tag";
import { railPlaces } from "./rail-places";
import { useRailCounts } from "./use-rail-counts";

type RailProps = { programSlug: string; permissions: readonly Permission[] };

/** A column at the left; where there is little room, rows above the screen. */
export function Rail({ programSlug, permissions }: RailProps) {
  const pathname = usePathname();
  const counts = useRailCounts(programSlug, pathname);
  const places = railPlaces.filter((place) => permissions.includes(place.permission));
  return (
    <nav aria-label="Places" className="flex min-w-0 flex-wrap gap-0.5 px-2.5 py-1.5 lg:sticky lg:top-0 lg:max-h-dvh lg:flex-col lg:flex-nowrap lg:overflow-y-auto lg:py-2.5">
      <Link href={`/programs/${programSlug}/accounts`} className="mb-2 hidden h-8 shrink-0 items-center gap-2 rounded px-2.5 font-semibold tracking-tight focus-visible:outline-offset-0 lg:flex">
        <span aria-hidden="true" className="size-3.5 rounded-[3px] bg-text" />
        Account console
      </Link>
      {places.map(({ path, label, icon: Icon }) => {
        const href = `/programs/${programSlug}/${path}`;
        const current = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link
            key={path}
            href={href}
            aria-current={current ? "page" : undefined}
            className="flex h-8 shrink-0 items-center gap-2 rounded border border-transparent px-2.5 text-text-2 hover:text-text focus-visible:outline-offset-0 aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:font-medium aria-[current=page]:text-text"
          >
            <Icon size={15} strokeWidth={1.75} className="max-sm:hidden" aria-hidden="true" />
            <span className="flex-1">{label}</span>
            <CountBadge count={counts[path]?.count ?? 0} more={counts[path]?.more} label="waiting" />
          </Link>
        );
      })}
    </nav>
  );
}
