import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

import { database } from "../db/client";
import { remember } from "../directory/remember";
import { programs } from "../programs";
import type { Program } from "../programs";

const AT_A_TIME = 8;

/** Accounts of each program that the directory does not know yet: something to import. */
const LEFT_OUT = 25;

const listed = z.object({ objects: z.array(z.object({ id: z.string() })) });

/** Enters the simulator's accounts into the directory, the way that accounts are looked up by id; the newest are left to be imported. */
async function main(): Promise<void> {
  for (const program of programs()) {
    const all = await listAccountIds(program);
    const ids = all.slice(0, -LEFT_OUT);
    leaveToImport(program, all.slice(-LEFT_OUT));
    let done = 0;
    const outcomes = await remember(program, ids, "seeded", {
      concurrency: AT_A_TIME,
      onOutcome: () => {
        done += 1;
        if (done % 100 === 0 && done < ids.length) process.stdout.write(`  ${program.name}: ${done} of ${ids.length} accounts\n`);
      },
    });
    const missing = outcomes.filter(({ kind }) => kind !== "remembered");
    if (missing.length > 0) throw new Error(`${missing.length} of ${ids.length} accounts of ${program.name} could not be read.`);
    process.stdout.write(`  ${program.name}: ${ids.length} accounts\n`);
  }
  await database().pool.end();
}

/** Beside the programs' file, as a list that an administrator can upload. */
function leaveToImport({ slug }: Program, ids: readonly string[]): void {
  const { PROGRAMS_FILE } = process.env;
  if (PROGRAMS_FILE) writeFileSync(path.join(path.dirname(PROGRAMS_FILE), `to-import-${slug}.csv`), `account_id\n${ids.join("\n")}\n`);
}

async function listAccountIds(program: Program): Promise<string[]> {
  const response = await fetch(`${program.baseUrl}/_simulator/accounts?program=${encodeURIComponent(program.slug)}`);
  if (!response.ok) throw new Error(`The simulator answered ${response.status} when asked for its accounts.`);
  return listed.parse(await response.json()).objects.map(({ id }) => id);
}

main().catch((error: unknown) => {
  process.stderr.write(`The directory could not be filled: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
