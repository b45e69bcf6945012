import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson, canonicalSets } from "@/lib/canonical-json";
import type { CommandName } from "@/lib/command";

/** A step of a process, and which time it is tried. */
export type ProcessStep = {
  id: string;
  kind: "closing" | "inactive-reason" | "correction";
  step: string;
  /** From 1; another attempt is another command with another key. */
  attempt: number;
  /** Whose lease of the process it is; none where a stored command is settled. */
  runner?: string;
};

/** UUID version 5 (RFC 9562 5.5): the same name in the same namespace is always the same id. */
export function uuidv5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll("-", ""), "hex");
  if (space.length !== 16) throw new Error("A namespace must be a UUID");
  const bytes = createHash("sha1").update(space).update(name, "utf8").digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The command id, and so the Idempotency-Key, of one step of a process: whoever continues it arrives at the same one. */
export function processCommandId({ id, step, attempt }: Pick<ProcessStep, "id" | "step" | "attempt">): string {
  return uuidv5(id, `${step}/${attempt}`);
}

/** One account of a bulk action, in the hands of who holds the lease of the run. */
export type BulkStep = { runId: string; rowNumber: number; /** From 1; another attempt is another command. */ attempt: number; holder: string; /** Where one account takes several commands. */ part?: "request" | "decide" | "abandon" };

/** The same for whoever goes on with the run. */
export function bulkCommandId({ runId, rowNumber, attempt, part }: Omit<BulkStep, "holder">): string {
  return uuidv5(runId, [rowNumber, attempt, part].filter((piece) => piece !== undefined).join("/"));
}

type Hashed = { program: string; name: CommandName; accountId: string | null; input: unknown };

/** What makes a second submit the same one: program, verb, account and input; never what the person had seen. */
export function inputHash({ program, name, accountId, input }: Hashed): Buffer {
  return createHash("sha256").update(canonicalJson({ program, name, accountId, input })).digest();
}

/** The content of an opening whatever the order of its lists: the same one is not opened twice by accident. */
export function contentKey(content: unknown): string {
  return `open:${createHash("sha256").update(canonicalSets(content)).digest("hex")}`;
}
