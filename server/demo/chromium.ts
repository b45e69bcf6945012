import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** As root and offline, and on machines without a graphics card. */
export const chromiumFlags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Playwright's own Chromium, else CHROMIUM_PATH, else what the system has. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), "/usr/bin/chromium", "/usr/bin/google-chrome"];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
}

/** Installs a Chromium where there is none; throws with what a person can do when that is impossible. */
export function installChromium(say: (line: string) => void): void {
  if (findChromium() !== undefined) return;
  say("There is no Chromium: asking Playwright for one");
  const asked = run("npx", ["playwright", "install", "chromium"]) && run("npx", ["playwright", "install-deps", "chromium"]);
  if (asked && findChromium() !== undefined) return;
  say("That was not possible: installing the system's package chromium");
  const apt = process.getuid?.() === 0 ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  const [command = "apt-get", ...first] = apt;
  run(command, [...first, "update"]);
  run(command, [...first, "install", "-y", "--no-install-recommends", "chromium"]);
  if (findChromium() === undefined) throw new Error("No Chromium could be installed. Install one, or set CHROMIUM_PATH to it.");
}

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;
}
