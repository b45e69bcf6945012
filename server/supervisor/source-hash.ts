import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** What the build is made of; what only trial and tests use is left out. */
const SOURCES = [
  "app", "components", "lib", "public", "server", "instrumentation.ts", "next.config.mjs", "package-lock.json",
  "postcss.config.mjs", "proxy.ts", "tailwind.config.ts", "tsconfig.json",
];
const NOT_BUILT = ["server/demo/", "server/simulator/"];

/** One digest over names and contents, so that a build can be skipped when nothing changed. */
export function hashSources(root: string): string {
  const digest = createHash("sha256").update(process.version);
  for (const file of SOURCES.flatMap((source) => listFiles(root, source))) {
    digest.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return digest.digest("hex");
}

function listFiles(root: string, relative: string): string[] {
  const absolute = path.join(root, relative);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isDirectory()) return readdirSync(absolute).sort().flatMap((name) => listFiles(root, `${relative}/${name}`));
  return NOT_BUILT.some((folder) => relative.startsWith(folder)) || /\.test\.tsx?$/.test(relative) ? [] : [relative];
}
