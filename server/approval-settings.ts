import "server-only";
import { z } from "zod";
import type { SecondPersonSettings } from "@/lib/approvals/second-person";
import type { Secret } from "./secret";
import { isSecure, isWebAddress, variableName } from "./setting-kinds";

const asked = (byDefault: boolean) => z.boolean("expected true or false").default(byDefault);

const businessDays = z.int("expected whole business days").min(1, "expected business days, 1 or more").max(60, "expected business days, at most 60");

const webhook = z.strictObject({
  url: z.string().refine((value) => isWebAddress(value) && isSecure(value), "expected https://… (plain http is taken for this machine only)"),
  secretVariable: variableName,
});

/** Where a second person is asked, and how long a request waits; the defaults are COMPLIANCE's. */
export const approvalSettings = z
  .strictObject({
    closing: z
      .strictObject({ client_closed: asked(true), charged_off: asked(true), entity_closed: asked(false), paid_off: asked(false), canceled: asked(false) }, 'expected true or false by reason, such as { "client_closed": true }')
      .prefault({}),
    openScra: asked(true),
    correction: asked(true),
    /** Holds of these kinds are released by two: settled when a hold is placed, and a stricter setting counts at once. */
    holdRelease: z
      .strictObject({ "court-or-levy": asked(true), sanctions: asked(true), fraud: asked(false), deceased: asked(false), dispute: asked(false), "returned-mail": asked(false), other: asked(false) }, 'expected true or false by kind of hold, such as { "sanctions": true }')
      .prefault({}),
    remindAfterBusinessDays: businessDays.default(2),
    expireAfterBusinessDays: businessDays.default(5),
    webhook: webhook.optional(),
  })
  .refine(({ remindAfterBusinessDays, expireAfterBusinessDays }) => remindAfterBusinessDays < expireAfterBusinessDays, {
    path: ["remindAfterBusinessDays"],
    message: "expected less than expireAfterBusinessDays",
  });

type Configured = z.infer<typeof approvalSettings> & SecondPersonSettings;

/** Where what happens to requests is told, with its secret resolved. */
export type ApprovalWebhook = { url: string; secret: Secret };

export type ApprovalSettings = Omit<Configured, "webhook"> & { webhook?: ApprovalWebhook };
