import type { ReactNode } from "react";
import { requireSignedIn } from "@/server/operator";

/** Everything in here is for people who are signed in; each page still authorises for itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireSignedIn();
  return children;
}
