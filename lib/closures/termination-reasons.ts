export const reasonGroups = ["terminating", "application"] as const;
export type TerminationReason = { code: string; text: string; group: (typeof reasonGroups)[number] };

const terminating = (code: string, text: string): TerminationReason => ({ code, text, group: "terminating" });
const application = (code: string, text: string): TerminationReason => ({ code, text, group: "application" });

/**
 * What a notice may give as its specific, principal reasons unless the program has a list of its own: those for ending an
 * account first (Reg B 1002.9(b)(2)), after them the 23 of sample form C-1 for applications, in our words. Death and
 * marital changes are grounds for nothing and absent.
 */
export const terminationReasons: readonly TerminationReason[] = [
  terminating("payments-missed", "Payments on this account were missed or late"),
  terminating("returned-payments", "Payments on this account were returned unpaid"),
  terminating("over-limit", "The account was used beyond its credit limit"),
  terminating("overdrawn", "The account stayed overdrawn"),
  terminating("terms-broken", "The terms of the account agreement were not kept"),
  terminating("false-information", "Information given for the account was untrue or incomplete"),
  terminating("identity-unconfirmed", "We could no longer confirm your identity"),
  terminating("information-not-given", "Information that we asked for was not given"),
  terminating("unauthorized-use", "The account was used by someone who was not permitted to"),
  terminating("prohibited-use", "The account was used for a purpose that its agreement excludes"),
  terminating("not-used", "The account was not used for a long time"),
  terminating("obligations-grew", "Your obligations to others have grown too high"),
  terminating("income-fell", "Your income no longer supports the credit"),
  terminating("bureau-worsened", "Your credit record shows new late payments, collections or judgments"),
  application("c1-incomplete", "The credit application was incomplete"),
  application("c1-few-references", "Too few credit references were given"),
  application("c1-reference-type", "The kind of credit references given is not accepted"),
  application("c1-references-unverified", "Credit references could not be confirmed"),
  application("c1-employment-irregular", "Employment is temporary or irregular"),
  application("c1-employment-unverified", "Employment could not be confirmed"),
  application("c1-employment-short", "The time in the present employment is too short"),
  application("c1-income-insufficient", "Income is too low for the amount of credit"),
  application("c1-obligations-excessive", "Obligations are too high in relation to income"),
  application("c1-income-unverified", "Income could not be confirmed"),
  application("c1-residence-short", "The time at the present address is too short"),
  application("c1-residence-temporary", "The residence is temporary"),
  application("c1-residence-unverified", "The residence could not be confirmed"),
  application("c1-no-credit-file", "There is no credit file"),
  application("c1-limited-experience", "There is little credit experience"),
  application("c1-poor-performance-here", "Credit with us was poorly handled"),
  application("c1-delinquent-elsewhere", "There are past or present late payments to others"),
  application("c1-collection-judgment", "There is a collection action or a judgment"),
  application("c1-garnishment", "There is a garnishment or an attachment"),
  application("c1-foreclosure", "There is a foreclosure or a repossession"),
  application("c1-bankruptcy", "There is a bankruptcy"),
  application("c1-recent-inquiries", "There were many recent inquiries at the credit bureau"),
  application("c1-collateral", "The value or kind of the collateral is not enough"),
];

/** In a person's own words. */
export const ownWordsCode = "own-words";

/** More than four do not help the reader, comment 9(b)(2)-1. */
export const maxNoticeReasons = 4;

export type NoticeReason = { code: string; text: string };

/** Lead takes one string: the reasons in their order, parted by semicolons, with a full stop at the end. */
export function joinedReasons(reasons: readonly NoticeReason[]): string {
  return `${reasons.map(({ text }) => text.trim().replace(/[.;\s]+$/, "")).join("; ")}.`;
}
