import { z } from "zod";

/** Starting and pausing say all by their names. */
export const refreshControlInput = z.strictObject({});

/** The rate that the refresh keeps to; no more than the program's own, which the server knows. */
export const refreshSpeedInput = z.strictObject({
  callsPerSecond: z.number("Enter calls per second.").min(0.1, "At least 0.1 calls per second.").max(500, "At most 500 calls per second."),
});
