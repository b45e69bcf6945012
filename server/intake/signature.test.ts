import { describe, expect, it } from "vitest";
import { Secret } from "../secret";
import { isSigned, parseSignature } from "./signature";

// printf '1730000000000.{"a":1}' | openssl dgst -sha256 -hmac a-secret-of-the-test -binary | openssl base64
const known = "qaMxXK3XlhsR8CG3iM4jCUga6G6mNW8KojLc6+AE3Pc=";
const secrets = [new Secret("another-secret-of-it"), new Secret("a-secret-of-the-test")];
const body = Buffer.from('{"a":1}');
const header = (value = known, t = "1730000000000") => parseSignature(`t=${t},v0=${value}`, "v0");
const fits = (signature: ReturnType<typeof parseSignature>, bytes: Uint8Array = body, held = secrets) => signature !== undefined && isSigned(signature, held, bytes);

describe("a signature", () => {
  it("is what openssl makes of the time, a full stop and the raw bytes", () => {
    expect(fits(header())).toBe(true);
  });

  it("fits neither another time, nor another byte, nor another secret", () => {
    expect(fits(header(known, "1730000000001"))).toBe(false);
    expect(fits(header(), Buffer.from('{"a":1 }'))).toBe(false);
    expect(fits(header(), body, secrets.slice(0, 1))).toBe(false);
    expect(fits(header(Buffer.alloc(32).toString("base64")))).toBe(false);
  });

  it("may be one of several in the header", () => {
    expect(fits(parseSignature(` v0=${Buffer.alloc(32).toString("base64")} , x=1, t=1730000000000 , v0=${known}`, "v0"))).toBe(true);
  });

  it.each([null, "", "t=1", `v0=${known}`, `t=,v0=${known}`, `t=-1,v0=${known}`, `t=1e3,v0=${known}`, `t=1,v0=${known.slice(4)}`, `t=1,v1=${known}`, `t=1,v0=${known},${"x".repeat(600)}`])("is none in %j", (text) => {
    expect(parseSignature(text, "v0")).toBeUndefined();
  });
});
