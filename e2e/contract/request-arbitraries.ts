import fc from "fast-check";
import type { z } from "zod";
import { documentTypes, documentTimestampField } from "@/lib/lead/document-types";
import * as enums from "@/lib/lead/enums";
import { addRelationshipsRequest, closeAccountRequest, createAccountRequest, deactivateAccountRequest, patchAccountRequest } from "@/lib/lead/requests";

const time = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }).map((date) => date.toISOString());
const day = time.map((text) => text.slice(0, 10));
const text = fc.string({ minLength: 1, maxLength: 40 });
const amount = fc.maxSafeInteger();
const entityId = fc.stringMatching(/^entity_[A-Za-z0-9-]{1,33}$/);
const entityIds = (minLength: number) => fc.array(entityId, { minLength, maxLength: 20 });
const metadata = fc.dictionary(text, fc.string());
const notice = fc.record({ delivered_at: time, reason: text, delivery_method: fc.constantFrom(...enums.deliveryMethods) });
const scra = fc.oneof(fc.record({ start_date: day }), fc.tuple(day, day).map((days) => ({ start_date: days.toSorted()[0], end_date: days.toSorted()[1] })));
const report = fc.record({ score: fc.integer({ min: 300, max: 850 }), pulled_at: time, source: fc.constantFrom(...enums.creditReportSources) });
const credit = { is_secured: fc.boolean(), is_mla: fc.boolean(), underwriting_grade: text, currency: fc.constantFrom("USD", "EUR"), available_credit: amount, limit: amount, max_limit: amount, scra, report };
const createdDocument = fc
  .record({ document_id: text, type: fc.constantFrom(...documentTypes), at: time, version: text }, { requiredKeys: ["document_id", "type", "at"] })
  .map(({ at, ...rest }) => ({ ...rest, [documentTimestampField(rest.type) ?? ""]: at }));

const createBody = fc.record(
  {
    capabilities: fc.subarray([...enums.capabilities], { minLength: 1 }),
    entities: fc.record({ account_holders: entityIds(1), authorized_signers: entityIds(0), authorized_users: entityIds(0) }, { requiredKeys: ["account_holders"] }),
    details: fc.record(
      { product_name: text, credit: fc.record(credit, { requiredKeys: ["is_secured", "is_mla", "underwriting_grade", "currency", "available_credit", "limit", "max_limit"] }), adverse_action_notice: notice },
      { requiredKeys: ["product_name"] },
    ),
    documents: fc.array(createdDocument, { maxLength: 4 }),
    application_id: fc.stringMatching(/^application_\w{1,30}$/),
    metadata,
  },
  { requiredKeys: ["capabilities", "entities", "details", "documents"] },
);
const patchBody = fc.record(
  {
    application_id: fc.stringMatching(/^application_\w{1,30}$/),
    capabilities: fc.subarray([...enums.capabilities], { minLength: 1 }),
    details: fc.record({ product_name: text, credit: fc.record(credit, { requiredKeys: [] }), adverse_action_notice: notice }, { requiredKeys: [] }),
    metadata,
    documents: fc.array(createdDocument, { maxLength: 4 }),
  },
  { requiredKeys: [] },
);
/** Each kind of body with our schema, the name of Lead's, and how to make one. */
export const requestBodies: [string, z.ZodType, string, fc.Arbitrary<object>][] = [
  ["opens an account", createAccountRequest, "CreateAccountRequest", createBody],
  ["changes an account", patchAccountRequest, "PatchAccountRequest", patchBody],
  ["deactivates", deactivateAccountRequest, "AccountDeactivateRequest", fc.record({ status_reason: fc.constantFrom(...enums.deactivateReasons) })],
  ["closes", closeAccountRequest, "AccountCloseRequest", fc.record({ status_reason: fc.constantFrom(...enums.closeReasons) })],
  ["adds relationships", addRelationshipsRequest, "BatchCreateEntityRelationshipsRequest", fc.record({ entity_ids: entityIds(1), relationship_type: fc.constantFrom(...enums.relationshipTypes) })],
];

/** Values that may go missing or go wrong in a body that was right. */
export const damage = fc.record({ remove: fc.boolean(), value: fc.constantFrom<unknown>(null, "", "x", -1.5, [], {}, true, "2026-02-30", "2026-05-01T10:00") });

export function damagedAt(body: object, choose: number, { remove, value }: { remove: boolean; value: unknown }): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const walk = (at: unknown) => {
    if (at === null || typeof at !== "object") return;
    for (const key of Object.keys(at)) {
      places.push([at as Record<string, unknown>, key]);
      walk((at as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  const place = places[choose % Math.max(1, places.length)];
  if (!place) return copy;
  if (remove) delete place[0][place[1]];
  else place[0][place[1]] = value;
  // A list with a hole is no JSON; what is sent is always JSON.
  return JSON.parse(JSON.stringify(copy)) as object;
}
