import "server-only";
import { processSettings } from "./env";

/**
 * The process's own clock, in milliseconds since the epoch, moved by CLOCK_OFFSET_MS. For what never leaves the
 * process, such as a token's expiry. Leases, tolerances and due dates use the database's now().
 */
export function nowMs(): number {
  return Date.now() + processSettings().clockOffsetMs;
}
