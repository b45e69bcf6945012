import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import type { ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

import { root } from "./demo-parts";

/** Fewer modules than this means that the check read nothing, not that all is well. */
const FEWEST_MODULES = 300;

const FOLDERS = ["app", "components", "e2e", "lib", "server", "proxy.ts", "instrumentation.ts"];

/** These run outside Next, or are the one file for the browser's calls. */
const WITHOUT_SERVER_ONLY = /^server\/(simulator|demo)\/|^server\/actions\.ts$|^server\/supervisor\/(build|source-hash|child-process|orphan-guard)|(\.test|-under-test|-test-bed)\.tsx?$|\/test-[^/]*\.ts$|\.d\.ts$/;

async function main(): Promise<void> {
  process.chdir(root);
  const options = await extractOptions(path.join(root, ".dependency-cruiser.cjs"));
  const { output } = await cruise(
    FOLDERS.filter((folder) => existsSync(folder)),
    { ...options, validate: true },
    undefined,
    { tsConfig: extractTsConfig(path.join(root, "tsconfig.json")) },
  );
  const { modules, summary } = output as ICruiseResult;
  const own = modules.map(({ source }) => source).filter((source) => FOLDERS.some((folder) => source.startsWith(folder)));
  const problems = summary.violations
    .filter(({ rule }) => rule.severity === "error")
    .map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);
  problems.push(...own.filter(lacksServerOnly).map((source) => `${source} does not begin with import "server-only";`));
  if (own.length < FEWEST_MODULES) problems.push(`Only ${own.length} modules were read: the check itself does not work.`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(`${own.length} modules read, ${problems.length} problems\n`);
  process.exit(problems.length === 0 ? 0 : 1);
}

function lacksServerOnly(source: string): boolean {
  if (!/^server\/.*\.tsx?$/.test(source) || WITHOUT_SERVER_ONLY.test(source)) return false;
  return !/^(\/\*[\s\S]*?\*\/\s*|\/\/.*\n)*import "server-only";/.test(readFileSync(source, "utf8"));
}

await main();
