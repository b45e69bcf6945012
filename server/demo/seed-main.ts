import { z } from "zod";

import { database } from "../db/client";
import { remember } from "../directory/remember";
import { programs } from "../programs";
import type { Program } from "../programs";

const AT_A_TIME = 8;

const listed = z.object({ objects: z.array(z.object({ id: z.string() })) });

/** Enters every account of the simulator into the directory, the way that accounts are looked up by id. */
async function main(): Promise<void> {
  for (const program of programs()) {
    const ids = await listAccountIds(program);
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

async function listAccountIds(program: Program): Promise<string[]> {
  const response = await fetch(`${program.baseUrl}/_simulator/accounts?program=${encodeURIComponent(program.slug)}`);
  if (!response.ok) throw new Error(`The simulator answered ${response.status} when asked for its accounts.`);
  return listed.parse(await response.json()).objects.map(({ id }) => id);
}

main().catch((error: unknown) => {
  process.stderr.write(`The directory could not be filled: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
