"use client";

import { BrokenPage, type BrokenPageProps } from "@/components/shell/broken-page";
import "./globals.css";

/** Stands in for the whole document when the frame itself fails. */
export default function GlobalErrorPage(props: BrokenPageProps) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be shown · Accounts</title>
        <main className="grid min-h-dvh place-items-center">
          <BrokenPage {...props} />
        </main>
      </body>
    </html>
  );
}
