import "server-only";
import { log } from "../log";
import { withoutSecrets } from "../secret";
import type { NoAnswerReason } from "./lead-error";

/** One exchange with Lead, all its tries together, cut down to what may be kept. */
export interface LeadCall {
  program: string;
  commandId?: string;
  operator?: string;
  method: string;
  /** With the query; values that are not allowed are replaced. */
  path: string;
  outcome: "answered" | "refused" | "no-answer";
  reason?: NoAnswerReason;
  /** The last HTTP status, where there was one. */
  status?: number;
  idempotencyKey?: string;
  startedAt: Date;
  durationMs: number;
  tries: number;
  /** Set where any try was answered 429: how long Lead asked to be left alone, 0 where it did not say. */
  rateLimitedMs?: number;
  requestBody?: unknown;
  responseBody?: unknown;
  /** Lead's own id of the last try. */
  leadRequestId?: string;
}

export interface CallSink {
  record(call: LeadCall): void | Promise<void>;
}

const concealed = "[redacted]";

/** Which values are kept, by path; list positions and a leading `objects[]` do not count. All else is redacted. */
const allowedPaths: ReadonlySet<string> = new Set([
  "id", "account_id", "application_id", "client_account_id", "client_customer_id", "client_application_id", "entity_id", "entity_ids",
  "relationship_type", "status", "status_reason", "type", "capabilities", "created_at", "updated_at", "has_more", "cursor", "event",
  "currency_code", "entities.account_holder_type", "entities.account_holders", "entities.authorized_signers", "entities.authorized_users",
  "details.product_name", "details.closed_at", "details.credit.is_secured", "details.credit.is_mla", "details.credit.currency",
  "details.credit.available_credit", "details.credit.limit", "details.credit.max_limit", "details.credit.scra.start_date",
  "details.credit.scra.end_date", "details.adverse_action_notice.delivered_at", "details.adverse_action_notice.delivery_method",
  "decision.decided_at", "documents.type", "documents.displayed_at", "documents.consented_at", "documents.version",
  "kyc_details.result", "ofac_details.result", "rfi_details.result", "role_details.name", "role_details.status",
  "grant_type", "scope", "token_type", "expires_in",
  "code", "title", "detail", "instance", "invalid_parameters.parameter", "invalid_parameters.name", "invalid_parameters.reason",
]);

const allowedParents: ReadonlySet<string> = new Set(
  [...allowedPaths].flatMap((path) => path.split(".").map((_, index, parts) => parts.slice(0, index).join("."))),
);

function redact(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, path));
  if (value !== null && typeof value === "object") {
    if (!allowedParents.has(path)) return concealed;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const innerPath = path === "" ? key : `${path}.${key}`;
        return [key, redact(inner, innerPath === "objects" ? "" : innerPath)];
      }),
    );
  }
  if (!allowedPaths.has(path)) return concealed;
  return typeof value === "string" ? withoutSecrets(value) : value;
}

/** The body with every value that is not on the list of allowed fields replaced. */
export function redactedBody(body: unknown): unknown {
  return body === undefined ? undefined : redact(body, "");
}

const allowedQuery: ReadonlySet<string> = new Set(["limit", "relationship_type", "account_id", "starting_after"]);
/** Somebody may have typed a name or a number here; Lead finding something by it shows that it is an id. */
const idsOnceFound: ReadonlySet<string> = new Set(["client_account_id", "client_customer_id"]);

export function redactedPath(path: string, query: URLSearchParams, found: boolean): string {
  const isKept = (name: string) => allowedQuery.has(name) || (found && idsOnceFound.has(name));
  const parts = [...query].map(([name, value]) => `${name}=${isKept(name) ? encodeURIComponent(value) : concealed}`);
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}

/** Writes one line to the log and hands the call to the sink. A sink that fails is logged; it never fails the call. */
export async function recordCall(call: LeadCall, sink: CallSink | undefined): Promise<void> {
  const { program, commandId, operator, method, path, outcome, reason, status, durationMs, tries, leadRequestId } = call;
  log().info({ event: "lead-call", program, commandId, operator, method, path, outcome, reason, status, durationMs, tries, leadRequestId }, "called Lead");
  try {
    await sink?.record(call);
  } catch (err) {
    log().error({ err, program, commandId, event: "lead-call-not-recorded" }, "a call to Lead could not be recorded");
  }
}
