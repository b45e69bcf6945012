import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/providers";
import { preferenceCookies } from "@/components/shell/preference-cookies";
import { parseTheme, themeAttribute } from "@/components/shell/theme";
import { classNames } from "@/components/ui/class-names";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Account console", template: "%s · Account console" },
  description: "Back-office console for a program on Lead Bank's Accounts API",
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" } },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** What the first paint must agree with in the browser. */
async function requestFacts() {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  return {
    nonce: head.get("x-nonce") ?? undefined,
    theme: themeAttribute(parseTheme(jar.get(preferenceCookies.theme)?.value)),
    timeZone: jar.get(preferenceCookies.timeZone)?.value,
    renderedAtMs: Date.now(),
  };
}

/** Every page is rendered per request: its scripts carry the nonce of that request's policy. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, ...facts } = await requestFacts();
  return (
    <html lang="en" data-theme={theme} className={classNames(GeistSans.variable, GeistMono.variable)} suppressHydrationWarning>
      <body>
        <Providers {...facts}>{children}</Providers>
      </body>
    </html>
  );
}
