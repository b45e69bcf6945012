import type { DeliveryMethod } from "../lead/enums";
import type { FieldProblem } from "../result";
import { confidentialMention, mentionsConfidentialReport } from "./operator-text";

/** Lead has one slot for the notice; `other` stands for the post and whatever else (COMPLIANCE, Words that mislead). */
export const deliveryMethodRows = {
  email: { label: "Email" },
  text: { label: "Text message" },
  other: { label: "By post or another way" },
} satisfies Record<DeliveryMethod, { label: string }>;

export const deliveryMethodChoices = Object.entries(deliveryMethodRows).map(([value, row]) => ({ value, label: row.label }));

export type NoticeBody = { delivered_at?: string; reason?: string; delivery_method?: string };

const noticePath = "details.adverse_action_notice";
const parts = ["delivered_at", "reason", "delivery_method"] as const;
const partWords = { delivered_at: "when it was delivered", reason: "the reason given", delivery_method: "how it was delivered" } satisfies Record<(typeof parts)[number], string>;

/** All three parts or none, no word that is confidential, and never a moment that has not come (FACTS 5.5, Reg B 1002.9). */
export function noticeProblems(notice: NoticeBody | undefined, now: string): FieldProblem[] {
  if (!notice || parts.every((part) => notice[part] === undefined)) return [];
  const missing = parts
    .filter((part) => notice[part] === undefined)
    .map((part) => ({ path: `${noticePath}.${part}`, message: `A notice has all three parts or none: ${partWords[part]} is missing.` }));
  const words = notice.reason !== undefined && mentionsConfidentialReport(notice.reason) ? [{ path: `${noticePath}.reason`, message: confidentialMention }] : [];
  const wrong = [...missing, ...words];
  if (!notice.delivered_at || Date.parse(notice.delivered_at) <= Date.parse(now)) return wrong;
  return [...wrong, { path: `${noticePath}.delivered_at`, message: "A notice cannot have been delivered in the future." }];
}
