import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const STOP_TIMEOUT_MS = 20_000;

/**
 * Makes way for a new server on this cluster: ends one that was left behind by a demo that was killed, and removes a
 * lock file whose server is gone. One that is in use by a living process is an error that names it.
 */
export async function clearPostmaster(data: string, ownerFile: string): Promise<void> {
  const lock = path.join(data, "postmaster.pid");
  const postmaster = readPid(lock);
  if (postmaster === undefined || !commandOf(postmaster).includes(data)) return rmSync(lock, { force: true });
  const owner = readPid(ownerFile);
  if (owner !== undefined && owner !== process.pid && commandOf(owner) !== "") {
    throw new Error(`The database in ${data} is in use by process ${owner}, which runs already. Stop that first.`);
  }
  process.kill(postmaster, "SIGINT");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (commandOf(postmaster) !== "" && Date.now() < deadline) await delay(50);
}

function readPid(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/** The command line of a living process; empty where there is none. */
function commandOf(pid: number): string {
  if (process.platform !== "linux") return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout.trim();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
