import "server-only";
import { z } from "zod";

export const variableName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "expected the name of an environment variable, such as EVERYDAY_CLIENT_ID");

const isLoopback = ({ hostname }: URL) => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

export function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** https, or this machine. */
export function isSecure(address: string): boolean {
  const parsed = new URL(address);
  return parsed.protocol === "https:" || isLoopback(parsed);
}
