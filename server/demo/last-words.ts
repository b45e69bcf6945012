import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

const mostLines = 30;
const mostLetters = 4_000;

/** Shows what is written as it comes; the function it returns waits for the rest and tells the last lines. */
export function passOn(streams: readonly Readable[], show: (text: Buffer) => void = (text) => void process.stdout.write(text)): () => Promise<string> {
  let last = "";
  const drained = streams.map((stream) => new Promise<void>((resolve) => {
    stream.on("data", (text: Buffer) => {
      show(text);
      last = (last + text.toString("utf8")).slice(-mostLetters);
    });
    stream.once("close", resolve);
  }));
  // What a process left behind may hold the stream open for ever.
  return async () => {
    await Promise.race([Promise.all(drained), delay(2_000, undefined, { ref: false })]);
    return last.trimEnd().split("\n").slice(-mostLines).join("\n");
  };
}
