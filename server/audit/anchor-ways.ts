import "server-only";
import { open } from "node:fs/promises";
import type { Secret } from "../secret";
import { signatureOf } from "../intake/signature";

export type AnchorSettings = { file?: string; url?: string; secret?: Secret; everySeconds: number };

const longestMs = 10_000;

/** Whole on the disk, or it counts as not kept. */
export async function addToFile({ file }: AnchorSettings, line: string): Promise<void> {
  if (file === undefined) throw new Error("No file is set for the hashes.");
  const opened = await open(file, "a");
  try {
    await opened.write(line);
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Any 2xx says that it is kept. A redirect is refused: the hashes go where the setting says. */
export async function postAnchors({ url, secret }: AnchorSettings, line: string, stopping: AbortSignal): Promise<void> {
  if (url === undefined || secret === undefined) throw new Error("No address is set for the hashes.");
  const body = Buffer.from(line.trimEnd(), "utf8");
  const answer = await fetch(url, {
    method: "POST",
    redirect: "error",
    headers: { "content-type": "application/json", "anchor-signature": signatureOf(secret, String(Date.now()), body) },
    body,
    signal: AbortSignal.any([stopping, AbortSignal.timeout(longestMs)]),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The address answered ${answer.status}.`);
}
