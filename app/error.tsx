"use client";

import { BrokenPage, type BrokenPageProps } from "@/components/shell/broken-page";

export default function ErrorPage(props: BrokenPageProps) {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <BrokenPage {...props} />
    </main>
  );
}
