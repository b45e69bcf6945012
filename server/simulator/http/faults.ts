import { randomUUID } from "node:crypto";
import { z } from "zod";

export const FAULT_KINDS = [
  "latency", "rate-limited", "internal-error", "unavailable", "conflict", "reset-before-effect", "reset-after-effect",
  "hang", "hang-after-effect", "malformed-body", "expired-token",
] as const;

const common = {
  /** An operation such as "POST /v0/accounts/:id/close", or "*" for every one. */
  route: z.string().min(1),
  program: z.string().min(1).optional(),
  /** How many calls it strikes before it is spent. */
  count: z.int().min(1).max(10_000).default(1),
};

export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("latency"), milliseconds: z.int().min(1).max(120_000) }),
  z.strictObject({ ...common, kind: z.literal("rate-limited"), retryAfterSeconds: z.int().min(0).max(3_600).optional() }),
  z.strictObject({ ...common, kind: z.enum(FAULT_KINDS).exclude(["latency", "rate-limited"]) }),
]);
type FaultRequest = z.infer<typeof faultSchema>;
export type Fault = FaultRequest & { id: string; remaining: number };

/** Failures to make, struck in the order in which they were asked for. */
export class Faults {
  private faults: Fault[] = [];

  add(request: FaultRequest): Fault {
    const fault = { ...request, id: randomUUID(), remaining: request.count };
    this.faults.push(fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.faults;
  }

  clear(): number {
    const cleared = this.faults.length;
    this.faults = [];
    return cleared;
  }

  /** The fault that strikes this call, if any; one call, one fault. */
  take(route: string, program: string | undefined): Fault | undefined {
    const fault = this.faults.find(
      (candidate) =>
        (candidate.route === "*" || candidate.route === route) &&
        (candidate.program === undefined || candidate.program === program),
    );
    if (!fault) return undefined;
    fault.remaining -= 1;
    this.faults = this.faults.filter((candidate) => candidate.remaining > 0);
    return fault;
  }
}
