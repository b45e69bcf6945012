import { z } from "zod";
import type { EntityStanding } from "../entity-standing";

const screening = z.object({ result: z.string(), at: z.string().nullable() }).nullable();
const failed = z.object({ checks: z.array(z.string()), entityId: z.string().nullable() });

const standing: z.ZodType<EntityStanding> = z.object({
  kyc: screening,
  ofac: screening,
  rfi: screening,
  roles: z.array(z.object({ name: z.string(), status: z.string(), failed: z.array(failed) })),
});

/** What is shown of an entity beside the field in which its id is typed. Nothing more of a person leaves the server. */
export const entityFacts = z.object({
  id: z.string(),
  name: z.string(),
  /** individual, business, sole_prop, or what Lead added later. */
  type: z.string(),
  clientCustomerId: z.string().nullable(),
  standing,
});
export type EntityFacts = z.infer<typeof entityFacts>;

const applicationCredit = z.object({
  is_secured: z.boolean().nullable(),
  is_mla: z.boolean().nullable(),
  currency: z.string().nullable(),
  underwriting_grade: z.string().nullable(),
  /** Minor units. */
  limit: z.number().nullable(),
  max_limit: z.number().nullable(),
  report: z.object({ score: z.number(), pulled_at: z.string(), source: z.string() }).nullable(),
});
export type ApplicationCredit = z.infer<typeof applicationCredit>;

export const applicationFacts = z.object({
  id: z.string(),
  status: z.string().nullable(),
  productName: z.string().nullable(),
  holderType: z.string().nullable(),
  holderIds: z.array(z.string()),
  signerIds: z.array(z.string()),
  credit: applicationCredit.nullable(),
  /** ISO 8601 of its newest E-Sign consent. */
  esignConsentedAt: z.string().nullish(),
});
export type ApplicationFacts = z.infer<typeof applicationFacts>;

/** `null`: Lead was asked and knows none. Absent: not asked, or Lead could not be asked. */
export type KnownEntities = Readonly<Record<string, EntityFacts | null>>;

export type HolderType = "consumer" | "commercial";

/** The holder type that an entity's type makes (FACTS 5.3); undefined for a type we do not know. */
export function holderTypeOf(entityType: string): HolderType | undefined {
  if (entityType === "individual") return "consumer";
  return entityType === "business" || entityType === "sole_prop" ? "commercial" : undefined;
}

export const entityTypeWords: Record<string, string> = { individual: "Individual", business: "Business", sole_prop: "Sole proprietor" };

/** "KYC passed · OFAC pending"; what Lead has not said is said so. */
export function standingWords({ kyc, ofac, rfi }: EntityStanding): string {
  const words = (name: string, result: string | undefined) => `${name} ${result ?? "not reported"}`;
  const open = rfi && rfi.result !== "completed" ? [`information ${rfi.result}`] : [];
  return [words("KYC", kyc?.result), words("OFAC", ofac?.result), ...open].join(" · ");
}
