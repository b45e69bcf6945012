"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tabClass =
  "-mb-px inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2.5 whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-text aria-[current=page]:font-medium aria-[current=page]:text-text";

type LinkTabsProps = {
  label: string;
  links: readonly { href: string; label: ReactNode; current: boolean }[];
  className?: string;
  children?: ReactNode;
};

/** Looks like tabs, and is navigation: saved views, sub-pages. */
export function LinkTabs({ label, links, className, children }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={classNames("flex gap-1 overflow-x-auto overflow-y-hidden border-b border-line", className)}>
      {links.map((link) => (
        <Link key={link.href} href={link.href} aria-current={link.current ? "page" : undefined} className={tabClass}>
          {link.label}
        </Link>
      ))}
      {children}
    </nav>
  );
}
