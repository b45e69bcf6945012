import { z } from "zod";

export type FaultRow = { label: string; seen: string; settings?: Record<string, number> };

/** What the simulator can be told to do to the next calls, and what a person will then see here. */
export const simulatorFaults = {
  "reset-after-effect": { label: "Connection lost after it was done", seen: "No answer: asked again with the same key, and still done once." },
  "reset-before-effect": { label: "Connection lost, nothing done", seen: "No answer: tried again with the same key, and done once." },
  hang: { label: "No answer at all", seen: "“Lead has not confirmed yet”, until the worker has found out." },
  unavailable: { label: "Lead is down (503)", seen: "Tried again with the same key." },
  "internal-error": { label: "Error at Lead (500)", seen: "Tried again with the same key." },
  "rate-limited": { label: "Too many calls (429)", seen: "The console waits as Lead asks, and tries again.", settings: { retryAfterSeconds: 1 } },
  conflict: { label: "Conflict (409)", seen: "Tried again with the same key." },
  "malformed-body": { label: "Unreadable answer", seen: "Treated as no answer, and found out." },
  "expired-token": { label: "Expired token (401)", seen: "A new token is fetched, and the call goes through." },
  latency: { label: "Slow answer", seen: "Lead takes four seconds. The screen waits, and says so.", settings: { milliseconds: 4000 } },
} satisfies Record<string, FaultRow>;

export type SimulatorFault = keyof typeof simulatorFaults;
export const simulatorFaultNames = Object.keys(simulatorFaults) as [SimulatorFault, ...SimulatorFault[]];

/** Which calls a fault strikes, by the operation at Lead. */
export const faultTargets = {
  "*": "Any call",
  "POST /v0/accounts": "Open",
  "PATCH /v0/accounts/:id": "Edit, record a notice",
  "POST /v0/accounts/:id/activate": "Reactivate",
  "POST /v0/accounts/:id/deactivate": "Deactivate",
  "POST /v0/accounts/:id/close": "Close",
  "POST /v0/accounts/:id/entity_relationships/batch": "Add people",
  "DELETE /v0/accounts/:id/entity_relationships/:entity_id": "Remove a person",
  "GET /v0/accounts/:id": "Read an account",
} satisfies Record<string, string>;

export type FaultTarget = keyof typeof faultTargets;
export const faultTargetNames = Object.keys(faultTargets) as [FaultTarget, ...FaultTarget[]];

export const simulatorFaultRequest = z.strictObject({
  fault: z.enum(simulatorFaultNames),
  target: z.enum(faultTargetNames),
  calls: z.int().min(1).max(20),
});
export type SimulatorFaultRequest = z.infer<typeof simulatorFaultRequest>;
