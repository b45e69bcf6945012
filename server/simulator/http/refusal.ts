import type { Switches } from "../switches";

/** One refused parameter: `token` where OpenAPI has an example, `sentence` where the documentation has a text. */
export type Item = { at: string; token?: string; sentence?: string };

/** A refusal in Lead's words. Codes marked "invented" below are documented nowhere (FACTS 15.3). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly items: readonly Item[] = [],
    readonly instance?: string,
  ) {
    super(detail);
  }
}

const INVALID_TITLE = "Your request parameters did not validate.";
const INVALID_DETAIL = "The request is well-formed but contains semantic errors.";
const FORBIDDEN_OBJECT_TITLE = "This operation cannot be done on this object.";
const KEY_DETAIL = "Please add the Idempotency-Key header to the request.";

export const invalid = (items: readonly Item[], detail = INVALID_DETAIL) =>
  new Refusal(422, "parameters_invalid", INVALID_TITLE, detail, items);

export const badRequest = (items: readonly Item[], detail: string) =>
  new Refusal(400, "parameters_invalid", INVALID_TITLE, detail, items);

export const notFound = (items: readonly Item[], detail: string) =>
  new Refusal(404, "parameters_invalid", INVALID_TITLE, detail, items);

export function transitionRefused(participle: string): Refusal {
  const detail = `Account cannot be ${participle} from current status.`;
  return new Refusal(422, "invalid_status_transition", "Invalid status transition.", detail);
}

export const payloadInvalid = () =>
  new Refusal(
    400,
    "payload_invalid",
    "Your request body did not parse.",
    "We couldn't parse your request body, please check that your request body is valid JSON.",
  );

export const keyMissing = (code: string) => new Refusal(400, code, "A required HTTP header is missing.", KEY_DETAIL);

export const keyMismatch = (status: 409 | 422) =>
  new Refusal(
    status,
    "idempotency_request_inconsistent",
    "The request made does not match the previous request made with this idempotency key.",
    "If you are trying to make a new request, then please update the idempotency key; otherwise, please use the same request body to make this request.",
  );

/** Account numbers: documented title of an operation the object does not allow. */
export const notAllowed = (detail: string, instance?: string) =>
  new Refusal(400, "operation_not_allowed", FORBIDDEN_OBJECT_TITLE, detail, [], instance);

export const rateLimited = (method: string) =>
  new Refusal(
    429,
    "rate_limit_exceeded",
    method === "GET"
      ? "You've reached the rate limit for this call, your request was not processed."
      : "You've reached the rate limit for this call.",
    "If you are continuously hitting rate limits please contact the Lead team.",
  );

export const sourceIpRefused = () =>
  new Refusal(
    403,
    "source_ip_not_allowed",
    "Requests from this IP address are not permitted for this program.",
    "Requests from this IP address are not permitted for this program.",
    [{ at: "source_ip", sentence: "source IP not allowed for program" }],
  );

/** The four below have invented codes and words: Lead documents only their status. */
export const unauthorized = () =>
  new Refusal(401, "unauthorized", "Authentication failed.", "The access token is missing, unknown or expired.");

export const scopeMissing = (scopes: readonly string[]) =>
  new Refusal(403, "insufficient_scope", "The access token lacks a scope.", `One of these scopes is needed: ${scopes.join(", ")}.`);

export const conflict = (detail: string, items: readonly Item[] = []) =>
  new Refusal(409, "conflict", "The request conflicts with another one.", detail, items);

export const internalError = () =>
  new Refusal(500, "internal_error", "Something went wrong.", "The request could not be completed.");

export const unavailable = () =>
  new Refusal(503, "service_unavailable", "The service is unavailable.", "Please try again later.");

/** How one resource writes `status` in its own documented examples; the token's 400 alone has a number (FACTS 6.1). */
export type StatusStyle = "absent" | "string" | "number-in-400";

/** The body of a refusal, in the style the switches ask for. */
export function refusalBody(refusal: Refusal, switches: Switches, documented: StatusStyle): Record<string, unknown> {
  const style = switches.errorStatus === "documented" ? documentedStyle(refusal, documented) : switches.errorStatus;
  const withItems = documented === "absent" || refusal.items.length > 0;
  return {
    ...(style === "absent" ? {} : { status: style === "number" ? refusal.status : String(refusal.status) }),
    code: refusal.code,
    title: refusal.title,
    detail: refusal.detail,
    ...(withItems ? { invalid_parameters: refusal.items.map((item) => itemBody(item, switches.itemStyle)) } : {}),
    ...(refusal.instance === undefined ? {} : { instance: refusal.instance }),
  };
}

function documentedStyle(refusal: Refusal, documented: StatusStyle): "absent" | "string" | "number" {
  if (refusal.code === "source_ip_not_allowed") return "number";
  if (documented !== "number-in-400") return documented;
  return refusal.status === 400 ? "number" : "absent";
}

function itemBody(item: Item, style: Switches["itemStyle"]): Record<string, string> {
  const useName = style === "name" || (style === "documented" && item.token !== undefined);
  if (useName) return { name: item.at, reason: item.token ?? item.sentence ?? "invalid" };
  return { parameter: item.at, reason: item.sentence ?? item.token ?? "invalid" };
}
