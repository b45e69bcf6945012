import fc from "fast-check";
import { CREDIT, NOTICE } from "./sample-bodies";

const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2026-06-30"), noInvalidDate: true });
const dateTime = moment.map((date) => date.toISOString());
const day = moment.map((date) => date.toISOString().slice(0, 10));
const text = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });
const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const optional = { requiredKeys: [] as [] };

const report = fc.record({
  score: fc.integer({ min: 300, max: 850 }), pulled_at: dateTime, source: fc.constantFrom("equifax", "transunion", "experian"),
});
const scra = fc.record({ start_date: day, end_date: day }, { requiredKeys: ["start_date"] });
const notice = fc.record({ delivered_at: dateTime, reason: text, delivery_method: fc.constantFrom("email", "text", "other") });
const terms = {
  is_secured: fc.boolean(), is_mla: fc.boolean(), underwriting_grade: text, currency: fc.constantFrom("USD", "EUR"),
  available_credit: amount, limit: amount, max_limit: amount,
};
const required = ["is_secured", "is_mla", "underwriting_grade", "currency", "available_credit", "limit", "max_limit"] as const;
const credit = fc.record({ ...terms, scra, report }, { requiredKeys: [...required] });

const documentOf = (kinds: string[], stamp: "displayed_at" | "consented_at") =>
  fc.record({ document_id: text, type: fc.constantFrom(...kinds), [stamp]: dateTime, version: text }, { requiredKeys: ["document_id", "type", stamp] });

/** Documents of both kinds; the lists of types come from the OpenAPI. */
export type DocumentTypes = { disclosures: string[]; consents: string[] };
const documents = ({ disclosures, consents }: DocumentTypes) =>
  fc.array(fc.oneof(documentOf(disclosures, "displayed_at"), documentOf(consents, "consented_at")), { maxLength: 6 });

const metadata = fc.dictionary(
  text.filter((name) => !["__proto__", "constructor", "prototype"].includes(name)),
  text,
  { maxKeys: 4, noNullPrototype: true },
);

export type Party = { holder: string; signers: string[]; users: string[]; application: string };

/** Bodies that POST /v0/accounts has to take, with underwritten credit or without. */
export function validCreate(party: Party, types: DocumentTypes): fc.Arbitrary<Record<string, unknown>> {
  const entities = fc.record(
    { account_holders: fc.constant([party.holder]), authorized_signers: fc.subarray(party.signers), authorized_users: fc.subarray(party.users) },
    { requiredKeys: ["account_holders"] },
  );
  const base = { entities, documents: documents(types), metadata };
  const plain = fc.record(
    {
      ...base, capabilities: fc.subarray(["deposit", "credit_without_underwriting"], { minLength: 1 }),
      details: fc.record({ product_name: text, adverse_action_notice: notice }, { requiredKeys: ["product_name"] }),
    },
    { requiredKeys: ["capabilities", "entities", "details", "documents"] },
  );
  const underwritten = fc.record(
    {
      ...base, capabilities: fc.constant(["deposit", "credit_with_underwriting"]), application_id: fc.constant(party.application),
      details: fc.record({ product_name: text, credit, adverse_action_notice: notice }, { requiredKeys: ["product_name", "credit"] }),
    },
    { requiredKeys: ["capabilities", "entities", "details", "documents", "application_id"] },
  );
  return fc.oneof(plain, underwritten);
}

/** Bodies that PATCH /v0/accounts/{id} has to take on an account with underwritten credit. */
export function validPatch(types: DocumentTypes): fc.Arbitrary<Record<string, unknown>> {
  const details = fc.record({ product_name: text, credit: fc.record({ ...terms, scra, report }, optional), adverse_action_notice: notice }, optional);
  const capabilities = fc.subarray(["deposit", "credit_with_underwriting", "credit_without_underwriting"]);
  return fc.record({ capabilities, details, metadata, documents: documents(types) }, optional);
}

type Body = Record<string, unknown>;
const without = (body: Body, name: string): Body => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
const withDetails = (body: Body, change: Body): Body => ({ ...body, details: { product_name: "Card", ...change } });
const withDocument = (body: Body, document: Body): Body => ({ ...body, documents: [document] });
const twentyOne = (name: string) => (body: Body): Body => ({
  ...body, entities: { ...(body.entities as Body), [name]: Array.from({ length: 21 }, (_, index) => `entity_${index}`) },
});

/** Ways to spoil a good body; each breaks both the schema and a rule of the simulator. */
export const SPOILERS: Record<string, (body: Body) => Body> = {
  "no capabilities": (body) => without(body, "capabilities"),
  "empty capabilities": (body) => ({ ...body, capabilities: [] }),
  "unknown capability": (body) => ({ ...body, capabilities: ["loan"] }),
  "no entities": (body) => without(body, "entities"),
  "no holders": (body) => ({ ...body, entities: { account_holders: [] } }),
  "malformed holder": (body) => ({ ...body, entities: { account_holders: ["person_1"] } }),
  "21 signers": twentyOne("authorized_signers"),
  "21 users": twentyOne("authorized_users"),
  "21 holders": twentyOne("account_holders"),
  "no details": (body) => without(body, "details"),
  "no product": (body) => ({ ...body, details: {} }),
  "no documents": (body) => without(body, "documents"),
  "malformed application": (body) => ({ ...body, application_id: "app-1" }),
  "number in metadata": (body) => ({ ...body, metadata: { floor: 3 } }),
  "partial notice": (body) => withDetails(body, { adverse_action_notice: { delivered_at: NOTICE.delivered_at } }),
  "notice by post": (body) => withDetails(body, { adverse_action_notice: { ...NOTICE, delivery_method: "post" } }),
  "notice on no date": (body) => withDetails(body, { adverse_action_notice: { ...NOTICE, delivered_at: "2026-02-30T00:00:00Z" } }),
  "partial credit": (body) => withDetails(body, { credit: { is_secured: true } }),
  "unknown credit term": (body) => withDetails(body, { credit: { ...CREDIT, apr: "9.9" } }),
  "amount with decimals": (body) => withDetails(body, { credit: { ...CREDIT, limit: 10.5 } }),
  "score of 299": (body) => withDetails(body, { credit: { ...CREDIT, report: { score: 299, pulled_at: NOTICE.delivered_at, source: "equifax" } } }),
  "score of 851": (body) => withDetails(body, { credit: { ...CREDIT, report: { score: 851, pulled_at: NOTICE.delivered_at, source: "equifax" } } }),
  "partial report": (body) => withDetails(body, { credit: { ...CREDIT, report: { score: 700 } } }),
  "SCRA without a start": (body) => withDetails(body, { credit: { ...CREDIT, scra: { end_date: "2026-01-01" } } }),
  "SCRA from no date": (body) => withDetails(body, { credit: { ...CREDIT, scra: { start_date: "2026-02-30" } } }),
  "unknown document": (body) => withDocument(body, { document_id: "a", type: "photo", displayed_at: NOTICE.delivered_at }),
  "consent that was displayed": (body) => withDocument(body, { document_id: "a", type: "esign_agreement", displayed_at: NOTICE.delivered_at }),
  "disclosure that was consented": (body) => withDocument(body, { document_id: "a", type: "terms_of_use", consented_at: NOTICE.delivered_at }),
  "document without an id": (body) => withDocument(body, { type: "terms_of_use", displayed_at: NOTICE.delivered_at }),
};

/** Spoilers that a patch refuses as well: nothing is required there, and credit may be partial and open. */
export const PATCH_SPOILERS = [
  "unknown capability", "malformed application", "number in metadata", "partial notice", "notice by post", "notice on no date",
  "amount with decimals", "score of 299", "score of 851", "partial report", "SCRA without a start", "SCRA from no date",
  "unknown document", "consent that was displayed", "disclosure that was consented", "document without an id",
];
