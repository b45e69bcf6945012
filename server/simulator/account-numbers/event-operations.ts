import type { Answer, Call, Operation } from "../http/operation";
import { objectPage } from "../http/paging";
import { notFound, Refusal } from "../http/refusal";
import type { EventBody } from "../store/records";

/** All 39 types; none is about an account, an entity or an application (FACTS 8.2). */
export const EVENT_TYPES = [
  "ach.processing", "ach.submitted", "ach.posted", "ach.under_review", "ach.approved", "ach.rejected",
  "ach.pending_return", "ach.returned", "ach.corrected", "ach.canceled", "ach.scheduled", "ach.return_dishonored",
  "ach.return_contested", "account_number.created", "internal_transfer.succeeded", "internal_transfer.failed",
  "internal_transfer.posted", "internal_transfer.rejected", "lending.disbursement.processing",
  "lending.disbursement.succeeded", "lending.disbursement.failed", "lending.disbursement.ach_correction", "wire.created",
  "wire.under_review", "wire.scheduled", "wire.processing", "wire.posted", "wire.rejected", "wire.canceled",
  "wire.cancel_pending", "wire.return_request.received", "instant_payment.posted", "instant_payment.rejected",
  "instant_payment.under_review", "instant_payment.counterparty_status_updated",
  "instant_payment.return_request_response_needed", "instant_payment.return_request_status_updated", "funding.posted",
  "funding.rejected",
] as const;

const OBJECT_ID = /^(ach|wire|account_number|internal_transfer|disbursement|instant_payment)_\w+$/;
const RETENTION_MS = 90 * 86_400_000;

const unprocessable = (detail: string) =>
  new Refusal(422, "parameters_invalid", "Your request parameters did not validate.", detail);

const BOUNDS: Record<string, (created: number, bound: number) => boolean> = {
  after: (created, bound) => created > bound,
  on_or_after: (created, bound) => created >= bound,
  before: (created, bound) => created < bound,
  on_or_before: (created, bound) => created <= bound,
};

function timeFilter(query: URLSearchParams): (event: EventBody) => boolean {
  const checks = Object.entries(BOUNDS).flatMap(([name, holds]) => {
    const text = query.get(`created_at[${name}]`);
    if (text === null) return [];
    const bound = Date.parse(text);
    if (Number.isNaN(bound)) throw unprocessable(`The created_at[${name}] parameter must be a date-time.`);
    return [(event: EventBody) => holds(Date.parse(event.created_at), bound)];
  });
  return (event) => checks.every((check) => check(event));
}

/** Up to 90 days back, newest first (FACTS 3.6, 9). */
function listEvents(call: Call): Answer {
  const objectId = call.query.get("object_id");
  if (objectId !== null && !OBJECT_ID.test(objectId)) {
    throw unprocessable(
      "The object_id parameter must be a valid object ID (e.g., ach_xyz, wire_xyz, account_number_xyz, internal_transfer_xyz, or disbursement_xyz).",
    );
  }
  const types = [...call.query.getAll("events"), ...call.query.getAll("events[]")].flatMap((text) => text.split(","));
  const oldest = Date.parse(call.now) - RETENTION_MS;
  const inTime = timeFilter(call.query);
  const matches = call.store.events.filter(
    (event) =>
      Date.parse(event.created_at) >= oldest &&
      (types.length === 0 || types.includes(event.event)) &&
      (objectId === null || event.object.id === objectId) &&
      inTime(event),
  );
  return { body: objectPage(matches.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1)), call.query) };
}

function readEvent(call: Call): Answer {
  const event = call.store.events.find((candidate) => candidate.id === call.params.event_id);
  if (!event) throw notFound([], "Event ID does not exist.");
  return { body: event };
}

const READ = { method: "GET", scopes: ["event/read"], body: "none", errorStatus: "string" } as const;

export const EVENT_OPERATIONS: readonly Operation[] = [
  { ...READ, path: "/v1/event", handle: listEvents },
  { ...READ, path: "/v1/event/:event_id", handle: readEvent },
];
