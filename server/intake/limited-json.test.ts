import { describe, expect, it } from "vitest";
import { limitedJson } from "./limited-json";

/** A body of many parts that counts how many were taken. */
function endless(part: string): { request: Request; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({ pull: (to) => { taken += 1; to.enqueue(new TextEncoder().encode(part)); if (taken > 10_000) to.close(); } });
  return { request: new Request("http://localhost/", { method: "PUT", body, duplex: "half" } as RequestInit), taken: () => taken };
}

const put = (body: BodyInit) => new Request("http://localhost/", { method: "PUT", body });

describe("a body with a limit", () => {
  it("is read as JSON", async () => {
    expect(await limitedJson(put('{"a":"é"}'), 10)).toEqual({ a: "é" });
  });

  it("is counted in bytes", async () => {
    expect(await limitedJson(put('{"a":"é"}'), 9)).toBeUndefined();
  });

  it("is not read to its end when it is too long", async () => {
    const { request, taken } = endless("x".repeat(100));
    expect(await limitedJson(request, 1_000)).toBeUndefined();
    expect(taken()).toBeLessThan(20);
  });

  it.each(["", "{", "nothing"])("is undefined where it is no JSON: %j", async (text) => {
    expect(await limitedJson(put(text), 100)).toBeUndefined();
  });

  it("is undefined where it is no text at all", async () => {
    expect(await limitedJson(put(new Uint8Array([34, 0xff, 34])), 100)).toBeUndefined();
  });
});
