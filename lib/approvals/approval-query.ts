import { z } from "zod";
import { plainParameters } from "../directory-query";
import { accountId } from "../lead/ids";
import { approvalKinds, approvalStates } from "./approvals";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const urlSchema = z.object({
  view: optional(z.enum(["mine", "all"])),
  kind: optional(z.enum(approvalKinds)),
  state: optional(z.enum(approvalStates)),
  /** The subject of who asked. */
  requester: optional(z.string().regex(/^[^\u0000]{1,255}$/)),
  account: optional(accountId),
  after: optional(z.string().regex(/^[\w-]{4,200}$/)),
  before: optional(z.string().regex(/^[\w-]{4,200}$/)),
});

/** Which requests an address shows; without a view it is the one that fits who looks. */
export type ApprovalQuery = z.infer<typeof urlSchema>;

/** Reads an address; what makes no sense in it is left out. */
export function parseApprovalQuery(parameters: Parameters<typeof plainParameters>[0]): ApprovalQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeApprovalQuery({ after, before, ...filters }: ApprovalQuery): string {
  const place = after === undefined ? { before } : { after };
  const entries = Object.entries({ ...filters, ...place }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(entries).toString();
}
