import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";

import { chromiumFlags, findChromium } from "./server/demo/chromium";
import { findFreePort } from "./server/demo/ports";

// Chosen once: the workers read this file again, with the environment of the first reading. Set them to the ports of
// a running demo, and the journeys use that one instead of starting their own.
for (const variable of ["CONSOLE_PORT", "SIMULATOR_PORT", "IDP_PORT", "DATABASE_PORT"]) {
  process.env[variable] ||= String(await findFreePort());
}
process.env.DATA_DIR ||= path.join(tmpdir(), `account-console-journeys-${process.env.CONSOLE_PORT}`);

const baseURL = `http://localhost:${process.env.CONSOLE_PORT}`;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Generous, since a busy machine must not fail what holds.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ...(process.env.JOURNEYS_REPORT ? [["json", { outputFile: process.env.JOURNEYS_REPORT }] as const] : [])],
  use: {
    baseURL,
    locale: "en-US",
    timezoneId: "America/Chicago",
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // Recording every test costs a fifth of their time; `--trace on` records one.
    trace: "off",
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "chromium",
      use: { ...devices["Desktop Chrome"], launchOptions: { executablePath: findChromium(), args: chromiumFlags } },
    },
  ],
  webServer: {
    command: "node --import tsx --conditions=react-server server/demo/demo.ts --temporary",
    // Answers once everything is seeded and serves.
    url: `${baseURL}/sign-in`,
    reuseExistingServer: !process.env.CI,
    timeout: 600_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 60_000 },
  },
});
