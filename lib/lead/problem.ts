import { z } from "zod";

export interface InvalidParameter {
  /** A path as Lead writes it, for example `entities.account_holders[0]`. */
  parameter: string;
  reason: string;
}

/** What Lead said when it refused, in one shape whichever of its documented envelopes it used (FACTS 6.1). */
export interface LeadProblem {
  /** The HTTP status. */
  status: number;
  code?: string;
  title?: string;
  detail?: string;
  invalidParameters: InvalidParameter[];
  instance?: string;
  /** Lead's own id of the request, where it sent one. */
  requestId?: string;
}

const text = z.string().optional().catch(undefined);

const envelope = z.looseObject({
  code: text,
  title: text,
  detail: text,
  instance: text,
  invalid_parameters: z.array(z.unknown()).optional().catch(undefined),
});

const invalidParameter = z.looseObject({ parameter: text, name: text, reason: text });

function readInvalidParameter(item: unknown): InvalidParameter[] {
  const parsed = invalidParameter.safeParse(item);
  if (!parsed.success) return [];
  const { parameter, name, reason } = parsed.data;
  const path = parameter ?? name;
  return path === undefined && reason === undefined ? [] : [{ parameter: path ?? "", reason: reason ?? "" }];
}

/**
 * Reads any error body. Never fails: a body that is no envelope leaves only the status.
 * @param status the HTTP status; the body's own `status` may be absent, a string or a number and adds nothing to it.
 */
export function readLeadProblem(status: number, body: unknown, requestId?: string): LeadProblem {
  const parsed = envelope.safeParse(body);
  const { code, title, detail, instance, invalid_parameters = [] } = parsed.success ? parsed.data : {};
  return { status, code, title, detail, instance, requestId, invalidParameters: invalid_parameters.flatMap(readInvalidParameter) };
}
