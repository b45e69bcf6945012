import "server-only";
import { z } from "zod";
import type { NoticeTerms } from "@/lib/closures/draft-letter";
import { letterTextsSetting } from "@/lib/closures/letter-texts";
import { noticeRulesSetting } from "@/lib/closures/notice-rules";

const party = z.strictObject({ name: z.string().trim().min(1).max(200), address: z.string().trim().min(1).max(300) });
type Party = z.infer<typeof party>;

/** One, or each of several (Reg B 1002.9(g)), whoever acts first. */
export const creditorSetting = z.union([party.transform((one) => [one]), z.array(party).min(1, "expected at least one creditor").max(5, "expected at most 5 creditors")], "expected { name, address }, or a list of them");

export const agencySetting = party;

/** The letter of a closing: wording, reasons, what is not specific enough, and where a customer writes to or calls. */
export const noticeSettings = noticeRulesSetting.safeExtend({ contact: z.string().trim().min(1).max(300).optional(), letter: letterTextsSetting.prefault({}) });

/** Lead Bank and its federal regulator: to be verified by counsel, which the checklist of each notice says. */
const defaultCreditor: Party = { name: "Lead Bank", address: "1801 Main Street, Kansas City, MO 64108" };
const defaultAgency: Party = { name: "Federal Deposit Insurance Corporation, Consumer Response Center", address: "1100 Walnut Street, Box #11, Kansas City, MO 64106" };

type Configured = { creditor?: Party[]; agency?: Party; notices: z.infer<typeof noticeSettings> };

/** What the notices of a program are made of, for the screen and the server alike. */
export function noticeTermsOf({ creditor, agency, notices }: Configured): NoticeTerms {
  return {
    creditors: creditor ?? [defaultCreditor],
    agency: agency ?? defaultAgency,
    partiesAreDefault: creditor === undefined || agency === undefined,
    contact: notices.contact ?? null,
    texts: notices.letter,
    rules: { reasons: notices.reasons, phrases: notices.insufficientPhrases },
  };
}
