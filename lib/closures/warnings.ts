import type { CloseReason } from "../lead/enums";
import { plainDateWords } from "../fields/plain-date";
import { addDays } from "./due-dates";
import { hasDeposit, scraIsOpen } from "./facts";
import type { ClosingFacts } from "./facts";
import type { ClosingAnswers } from "./questions";

/** What the dialog knows so far; a warning speaks of this account and this choice. */
export type WarningContext = {
  facts: ClosingFacts;
  reason: CloseReason | null;
  answers: ClosingAnswers;
  /** How the letter goes, where there is one. */
  method: "email" | "text" | "other" | null;
  canStillPost: boolean | null;
  /** ISO 8601 of when the closing was asked for; the present before it is. */
  requestedAt: string;
  noticeIsNeeded: boolean;
  /** Null: not looked up. */
  accountNumbers: number | null;
  /** The program's business day. */
  today: string;
};

/** `blocking`: goes on only with a reason in words. `fact`: to be known, no warning. */
export type WarningSeverity = "blocking" | "warn" | "fact";

export type Warning = { code: WarningCode; severity: WarningSeverity; title: string; text: string; source: string };

type WarningRow = { severity: WarningSeverity; source: string; stands(context: WarningContext): { title: string; text: string } | null };

const benefitDays = 30;
const chargeOffDays = { "closed-end": 120, "open-end": 180 } as const;
export const reasonsAgainstScra: readonly CloseReason[] = ["client_closed", "charged_off"];

const rows = {
  "scra-open": {
    severity: "blocking",
    source: "50 USC 3919",
    stands: ({ facts, reason, today }) =>
      reason !== null && reasonsAgainstScra.includes(reason) && scraIsOpen(facts, today)
        ? { title: facts.scra?.end ? `SCRA protection is open until ${plainDateWords(facts.scra.end)}.` : "SCRA protection is open, without an end date.", text: "Using it may not be the reason for closing. Say what the reason is apart from it." }
        : null,
  },
  "open-holds": {
    severity: "blocking",
    source: "COMPLIANCE, Inactive",
    stands: ({ facts }) =>
      facts.openHolds.length > 0
        ? { title: `${facts.openHolds.length} open ${facts.openHolds.length === 1 ? "hold" : "holds"} on this account.`, text: "An order or a freeze may forbid that funds move. Say why it may be closed all the same." }
        : null,
  },
  "numbers-accept-payments": {
    severity: "warn",
    source: "FACTS 16",
    stands: ({ accountNumbers }) => {
      const after = "after the account is closed at Lead. End them separately.";
      if (accountNumbers === 0) return null;
      if (accountNumbers === null) return { title: "Account numbers may still accept payments", text: after };
      return { title: `${accountNumbers} account ${accountNumbers === 1 ? "number" : "numbers"} may still accept payments`, text: after };
    },
  },
  "still-posts": {
    severity: "warn",
    source: "FACTS 12.3",
    stands: ({ canStillPost }) =>
      canStillPost === true ? { title: "Something can still post.", text: "Better: deactivate now, and close on a day when nothing can. Closing is final at Lead." } : null,
  },
  "federal-benefits": {
    severity: "warn",
    source: "31 CFR 210.4(c)(3)",
    stands: ({ facts, reason, answers, today }) => {
      const { federalBenefits, benefitsFraud, benefitsNoticeOn } = answers;
      if (reason !== "client_closed" || !hasDeposit(facts) || (federalBenefits !== "yes" && federalBenefits !== "not-known") || benefitsFraud === true) return null;
      const from = typeof benefitsNoticeOn === "string" ? addDays(benefitsNoticeOn, benefitDays) : null;
      if (from !== null && from <= today) return null;
      return { title: "Federal benefits: 30 calendar days of written notice.", text: from ? `They end on ${plainDateWords(from)}.` : "No day of such a notice is given." };
    },
  },
  "early-charge-off": {
    severity: "warn",
    source: "FFIEC 1999",
    stands: ({ reason, answers }) => {
      const limit = chargeOffLimit(answers);
      const days = answers.daysPastDue;
      return reason === "charged_off" && limit !== null && typeof days === "number" && days < limit
        ? { title: `Charged off before day ${limit}.`, text: `${days} days past due, without bankruptcy, fraud or death.` }
        : null;
    },
  },
  "esign-missing": {
    severity: "warn",
    source: "Reg B 1002.4(d), E-Sign Act",
    stands: ({ facts, method, noticeIsNeeded }) =>
      noticeIsNeeded && (method === "email" || method === "text") && facts.holderType !== "commercial" ? esignWords(facts) : null,
  },
  "older-notice": {
    severity: "warn",
    source: "COMPLIANCE, The order of a closing",
    stands: ({ facts, noticeIsNeeded, requestedAt }) =>
      noticeIsNeeded && isOlder(facts, requestedAt)
        ? { title: "Lead holds a notice that is older than this request.", text: "It is the notice for this closing only if you say so, with a reason. A new one takes its place; the old one stays in our record." }
        : null,
  },
  mla: {
    severity: "fact",
    source: "32 CFR 232.5(b)",
    stands: ({ facts }) => (facts.isMla ? { title: "Covered by the Military Lending Act at origination.", text: "It has no bearing on closing." } : null),
  },
} satisfies Record<string, WarningRow>;

export type WarningCode = keyof typeof rows;
export const warningCodes = Object.keys(rows) as WarningCode[];

/** On the account or its application (COMPLIANCE, Adverse action); null where either shows a consent. */
function esignWords({ esignConsentedAt, applicationId, applicationEsign }: ClosingFacts): { title: string; text: string } | null {
  if (esignConsentedAt !== null || applicationEsign === "consented") return null;
  if (applicationId === null) return { title: "No E-Sign consent on this account.", text: "An electronic notice needs it." };
  if (applicationEsign === "missing") return { title: "No E-Sign consent on this account or its application.", text: "An electronic notice needs it." };
  const why = applicationEsign === "unavailable" ? "Lead could not be asked about its application" : "Its application was not looked at";
  return { title: "No E-Sign consent on this account; its application could not be checked.", text: `${why} (${applicationId}): look there before relying on an electronic notice.` };
}

function chargeOffLimit({ structure, chargeOffEvent }: ClosingAnswers): number | null {
  if (chargeOffEvent !== "none") return null;
  return structure === "closed-end" || structure === "open-end" ? chargeOffDays[structure] : null;
}

/** Whether the notice at Lead was delivered before the closing was asked for; one without a date counts as older. */
export function isOlder({ notice }: Pick<ClosingFacts, "notice">, requestedAt: string): boolean {
  if (!notice) return false;
  const delivered = Date.parse(notice.deliveredAt ?? "");
  return Number.isNaN(delivered) || delivered < Date.parse(requestedAt);
}

/** The warnings that stand, the blocking ones first. */
export function closingWarnings(context: WarningContext): Warning[] {
  return warningCodes.flatMap((code) => {
    const row: WarningRow = rows[code];
    const words = row.stands(context);
    return words ? [{ code, severity: row.severity, source: row.source, ...words }] : [];
  });
}
