import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isAccountId } from "@/lib/lead/ids";

type AccountLayoutProps = { params: Promise<{ accountId: string }>; children: ReactNode };

/** Above what loads, so that an address which names no account still answers 404. */
export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  if (!isAccountId((await params).accountId)) notFound();
  return children;
}
