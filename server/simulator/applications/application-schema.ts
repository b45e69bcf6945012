import { z } from "zod";
import { entityId } from "../accounts/account-schema";
import { dateTime, documentsSchema, metadataSchema, noticeSchema, reportSchema } from "../accounts/document-schema";
import type { Switches } from "../switches";

/** Applications take ISO 4217 codes only, unlike accounts (FACTS C19). */
const CURRENCIES = (
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNH " +
  "CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GNF GTQ GYD HKD HNL HTG " +
  "HUF IDR ILS IMP INR IQD IRR ISK JEP JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL " +
  "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD " +
  "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX " +
  "USD UYU UYW UZS VES VND VUV WST XAF XCD XCG XMW XOF XPF YER ZAR ZMW ZWG"
).split(" ");

const entityIds = z.array(entityId).max(20);
const status = z.enum(["approved", "declined", "canceled"], "Status must be one of: approved, declined, canceled");
const credit = z.object({
  is_secured: z.boolean(),
  is_mla: z.boolean(),
  currency: z.enum(CURRENCIES as [string, ...string[]]),
  underwriting_grade: z.string().optional(),
  limit: z.int().min(0).optional(),
  max_limit: z.int().min(0).optional(),
  report: reportSchema.optional(),
});
const decision = z.object({ decided_at: dateTime, reason: z.string(), exception_approval_reason: z.string().optional() });

export const createApplicationSchema = ({ documentTypes }: Switches) =>
  z.object({
    status,
    entities: z.object({
      account_holders: entityIds.min(1),
      authorized_signers: entityIds.default([]),
      authorized_users: entityIds.default([]),
    }),
    details: z.object({ product_name: z.string(), credit, adverse_action_notice: noticeSchema.optional() }),
    decision,
    documents: documentsSchema(documentTypes),
    metadata: metadataSchema.optional(),
    client_application_id: z.string().optional(),
  });
export type CreateApplication = z.infer<ReturnType<typeof createApplicationSchema>>;

export const patchApplicationSchema = ({ documentTypes }: Switches) =>
  z.object({
    status: status.optional(),
    details: z
      .object({
        product_name: z.string().optional(),
        credit: credit.partial().optional(),
        adverse_action_notice: noticeSchema.optional(),
      })
      .optional(),
    decision: decision.optional(),
    documents: documentsSchema(documentTypes).optional(),
    metadata: metadataSchema.optional(),
  });
