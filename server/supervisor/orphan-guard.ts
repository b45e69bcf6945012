import { spawn } from "node:child_process";

/**
 * The guard's own program. It outlives its parent by design: when its standard input ends (the parent is gone, even
 * by SIGKILL) it signals what is still on its list, then insists, and then removes the folders named to it.
 */
const program = `
const fs = require("node:fs");
const watched = new Map();
const folders = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
const tell = (target, signal) => { try { process.kill(target, signal); return true; } catch { return false; } };
let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => {
  const lines = (rest + text).split("\\n");
  rest = lines.pop();
  for (const line of lines) {
    const order = JSON.parse(line);
    if (order.watch !== undefined) watched.set(order.watch, order.signal);
    if (order.forget !== undefined) watched.delete(order.forget);
    if (order.remove !== undefined) folders.add(order.remove);
  }
});
process.stdin.on("end", () => {
  for (const [target, signal] of watched) tell(target, signal);
  const until = Date.now() + 8000;
  const settle = () => {
    const left = [...watched.keys()].filter((target) => tell(target, 0));
    if (left.length > 0 && Date.now() < until) return setTimeout(settle, 100);
    for (const target of left) tell(target, "SIGKILL");
    for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  settle();
});
`;

export type OrphanGuard = {
  /** A negative number names a process group, as for kill(2). */
  watch(target: number, signal: NodeJS.Signals): void;
  forget(target: number): void;
  /** Removes the folder after everything has ended. */
  removeFolder(folder: string): void;
  close(): void;
};

/** Starts a small process that ends what this one started, should this one be killed without a chance to do so. */
export function startOrphanGuard(): OrphanGuard {
  const guard = spawn(process.execPath, ["-e", program], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  guard.unref();
  guard.stdin.on("error", () => guard.stdin.destroy());
  (guard.stdin as unknown as { unref?: () => void }).unref?.();
  const order = (line: object) => {
    if (guard.stdin.writable) guard.stdin.write(`${JSON.stringify(line)}\n`);
  };
  return {
    watch: (target, signal) => order({ watch: target, signal }),
    forget: (target) => order({ forget: target }),
    removeFolder: (folder) => order({ remove: folder }),
    close: () => guard.stdin.end(),
  };
}
