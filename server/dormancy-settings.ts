import "server-only";
import { z } from "zod";

const expected = "expected whole months, 1 to 600";
const months = z.int(expected).min(1, expected).max(600, expected);

const byState = z.record(z.string().regex(/^[A-Z]{2}$/, "expected states by two capital letters"), months).default({});

/** Months without the owner after which each step is due; the law on unclaimed property is a state's own. */
export const dormancySettings = z
  .strictObject({
    contactAfterMonths: months.default(10),
    contactAfterMonthsByState: byState,
    deactivateAfterMonths: months.default(12),
    deactivateAfterMonthsByState: byState,
    reportAfterMonths: months.default(36),
    reportAfterMonthsByState: byState,
  })
  .refine(contactComesFirst, { path: ["contactAfterMonths"], message: "expected no more than deactivateAfterMonths, in each state too" });

type ContactAndDeactivation = { contactAfterMonths: number; contactAfterMonthsByState: Record<string, number>; deactivateAfterMonths: number; deactivateAfterMonthsByState: Record<string, number> };

/** An owner is written to before the account is set aside. */
function contactComesFirst({ contactAfterMonths, contactAfterMonthsByState: contact, deactivateAfterMonths, deactivateAfterMonthsByState: deactivate }: ContactAndDeactivation): boolean {
  const states = Object.keys({ ...contact, ...deactivate });
  return contactAfterMonths <= deactivateAfterMonths && states.every((state) => (contact[state] ?? contactAfterMonths) <= (deactivate[state] ?? deactivateAfterMonths));
}
