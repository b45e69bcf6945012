import { PassThrough } from "node:stream";
import { expect, test } from "vitest";

import { passOn } from "./last-words";

test("passes on everything, and keeps the last lines of both streams", async () => {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const shown: string[] = [];
  const lastWords = passOn([out, err], (text) => void shown.push(text.toString("utf8")));
  for (let line = 1; line <= 40; line += 1) out.write(`line ${line}\n`);
  out.end();
  err.end("at last\n");
  const last = (await lastWords()).split("\n");
  expect([last.length, last[0], last.at(-1)]).toEqual([30, "line 12", "at last"]);
  expect(shown.join("")).toContain("line 1\n");
});

test("does not wait for what a process left behind holds open", async () => {
  const held = new PassThrough();
  const lastWords = passOn([held], () => undefined);
  held.write("still here\n");
  expect(await lastWords()).toBe("still here");
});
