import "server-only";
import { z } from "zod";

const expected = "expected whole months, 1 to 600";
const months = z.int(expected).min(1, expected).max(600, expected);

/** Months without the owner after which each step is due; the law on unclaimed property is a state's own. */
export const dormancySettings = z
  .strictObject({
    contactAfterMonths: months.default(10),
    deactivateAfterMonths: months.default(12),
    reportAfterMonths: months.default(36),
    reportAfterMonthsByState: z.record(z.string().regex(/^[A-Z]{2}$/, "expected states by two capital letters"), months).default({}),
  })
  .refine(({ contactAfterMonths, deactivateAfterMonths }) => contactAfterMonths <= deactivateAfterMonths, { path: ["contactAfterMonths"], message: "expected no more than deactivateAfterMonths" });
