import { z } from "zod";
import { plainParameters } from "../directory-query";
import { isAccountId } from "../lead/ids";
import { determinationKinds } from "./determination";
import { registerKinds, registerNotices, registerReasons } from "./register";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const subject = z.string().regex(/^[^\u0000]{1,255}$/);

/** What waits: a notice that is past its day, one that is still to be given, a closure made elsewhere that nobody completed. */
export const registerViews = ["overdue", "due", "to-complete"] as const;
export type RegisterView = (typeof registerViews)[number];

const urlSchema = z.object({
  view: optional(z.enum(registerViews)),
  kind: optional(z.enum(registerKinds)),
  reason: optional(z.enum(registerReasons)),
  determined: optional(z.enum(determinationKinds)),
  notice: optional(z.enum(registerNotices)),
  /** Subjects of who asked, and of who decided. */
  asker: optional(subject),
  approver: optional(subject),
  account: optional(z.string().refine(isAccountId)),
  /** The day on which the action was taken, both included. */
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  after: optional(z.string().regex(/^[\w-]{4,200}$/)),
  before: optional(z.string().regex(/^[\w-]{4,200}$/)),
});

/** Which entries of the register an address shows. */
export type RegisterQuery = z.infer<typeof urlSchema>;
export type RegisterFilter = Omit<RegisterQuery, "after" | "before">;

/** Reads an address; what makes no sense in it is left out. */
export function parseRegisterQuery(parameters: Parameters<typeof plainParameters>[0]): RegisterQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeRegisterQuery({ after, before, ...filters }: RegisterQuery): string {
  const place = after === undefined ? { before } : { after };
  const entries = Object.entries({ ...filters, ...place }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(entries).toString();
}

/** What the register is narrowed by, by the names that its address uses; empty for all of it. */
export function registerFilter({ view, kind, reason, determined, notice, asker, approver, account, from, to }: RegisterFilter): Record<string, string> {
  const named = { view, kind, reason, determined, notice, asker, approver, account, from, to };
  return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
