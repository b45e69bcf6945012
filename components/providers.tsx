"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useEffect, useState, type ReactNode } from "react";
import { writePreference } from "./shell/preference-cookies";
import { ClockProvider } from "./ui/clock";
import { ToastProvider } from "./ui/toast";

type ProvidersProps = {
  nonce: string | undefined;
  /** As the browser said last time; absent on the very first visit. */
  timeZone: string | undefined;
  renderedAtMs: number;
  children: ReactNode;
};

function isTimeZone(name: string | undefined): name is string {
  if (!name) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A read that failed is repeated once: a refusal is an answer, and Lead being down is shown with the directory's age. */
function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 10_000, gcTime: 5 * 60_000, retry: 1, refetchOnWindowFocus: true } },
  });
}

export function Providers({ nonce, timeZone, renderedAtMs, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient);
  const [clock] = useState({ timeZone: isTimeZone(timeZone) ? timeZone : "UTC", nowMs: renderedAtMs });

  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone !== timeZone) writePreference("timeZone", zone);
  }, [timeZone]);

  return (
    <CSPProvider nonce={nonce}>
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <ClockProvider value={clock}>
            <Tooltip.Provider>
              <ToastProvider>{children}</ToastProvider>
            </Tooltip.Provider>
          </ClockProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </CSPProvider>
  );
}
