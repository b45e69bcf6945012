import { z } from "zod";
import { creditReportSources, deliveryMethods } from "./enums";
import { documentTimestampField, documentTypeKinds, documentTypes } from "./document-types";
import type { DocumentKind, DocumentType } from "./document-types";

/** RFC 3339 with seconds and a zone, which is what Lead's `date-time` means. */
export const requestTimestamp = z.iso
  .datetime({ offset: true })
  .refine((value) => /T\d{2}:\d{2}:\d{2}/.test(value), "Expected a time with seconds");

export const requestAmount = z.int();

export const requestMetadata = z.record(z.string(), z.string());

export const requestScra = z
  .strictObject({ start_date: z.iso.date(), end_date: z.iso.date().optional() })
  .refine(({ start_date, end_date }) => end_date === undefined || end_date >= start_date, {
    path: ["end_date"],
    message: "The end date must not be before the start date",
  });

export const requestCreditReport = z.strictObject({
  score: z.int().min(300).max(850),
  pulled_at: requestTimestamp,
  source: z.enum(creditReportSources),
});

export const requestAdverseActionNotice = z.strictObject({
  delivered_at: requestTimestamp,
  reason: z.string().min(1),
  delivery_method: z.enum(deliveryMethods),
});

export const requestCredit = z.strictObject({
  is_secured: z.boolean(),
  is_mla: z.boolean(),
  underwriting_grade: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/, "Expected a three-letter currency code"),
  available_credit: requestAmount,
  limit: requestAmount,
  max_limit: requestAmount,
  scra: requestScra.optional(),
  report: requestCreditReport.optional(),
});

function documentTypesOf(kind: DocumentKind): DocumentType[] {
  return documentTypes.filter((type) => documentTypeKinds[type] === kind);
}

const documentId = z.string().min(1);
const version = z.string().min(1).optional();

/** A document with the timestamp its type needs and not the other one. */
export const requestDocument = z.union([
  z.strictObject({ document_id: documentId, type: z.enum(documentTypesOf("disclosure")), displayed_at: requestTimestamp, version }),
  z.strictObject({ document_id: documentId, type: z.enum(documentTypesOf("consent")), consented_at: requestTimestamp, version }),
]);

/**
 * PATCH replaces the whole list (FACTS 5.6), so what Lead already holds is sent back as it came: also a document of a
 * type we do not know, or one that carries both timestamps.
 */
export const carriedDocument = z
  .looseObject({
    document_id: documentId,
    type: z.string().min(1),
    displayed_at: z.string().optional(),
    consented_at: z.string().optional(),
    version: z.string().optional(),
  })
  .check((context) => {
    const field = documentTimestampField(context.value.type);
    if (field === undefined || context.value[field] !== undefined) return;
    context.issues.push({ code: "custom", input: context.value, path: [field], message: "This type of document needs this time" });
  });
