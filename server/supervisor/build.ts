import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";

import { hashSources } from "./source-hash";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = path.join(root, "dist");
const stamp = path.join(dist, "sources.sha256");

const bundles = {
  "audit-verify": "server/audit/main.ts",
  console: "server/supervisor/console-main.ts",
  doctor: "server/doctor/main.ts",
  migrate: "server/supervisor/migrate-main.ts",
  supervisor: "server/supervisor/main.ts",
  worker: "server/worker/main.ts",
};

/** Whether the last build is of the sources as they are now. */
export function isBuilt(): boolean {
  const served = existsSync(path.join(root, ".next/standalone/server.js"));
  return served && existsSync(stamp) && readFileSync(stamp, "utf8") === hashSources(root);
}

/** The console as Next's standalone server, and whatever else runs in production as one file each. */
export async function buildEverything(): Promise<void> {
  const sources = hashSources(root);
  rmSync(dist, { recursive: true, force: true });
  await buildConsole();
  await buildBundles();
  writeFileSync(stamp, sources);
}

async function buildConsole(): Promise<void> {
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const environment = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [next, "build"], { cwd: root, env: environment, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error("The console did not build; the reason is above.");
  const standalone = path.join(root, ".next/standalone");
  cpSync(path.join(root, ".next/static"), path.join(standalone, ".next/static"), { recursive: true });
  if (existsSync(path.join(root, "public"))) cpSync(path.join(root, "public"), path.join(standalone, "public"), { recursive: true });
}

async function buildBundles(): Promise<void> {
  mkdirSync(dist, { recursive: true });
  await bundle({
    entryPoints: Object.entries(bundles).map(([out, source]) => ({ in: path.join(root, source), out })),
    outdir: dist,
    outExtension: { ".js": ".mjs" },
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["react-server"],
    external: ["pg-native"],
    define: { "process.env.MIGRATIONS_FOLDER": '"./migrations"', "process.env.NODE_ENV": '"production"' },
    // What is CommonJS inside the bundle asks for Node's modules by `require`.
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
    logLevel: "warning",
  });
  cpSync(path.join(root, "server/db/migrations"), path.join(dist, "migrations"), { recursive: true });
}
