import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { entityId } from "../lead/ids";
import type { FieldProblem } from "../result";
import type { ClosingFacts } from "./facts";

const points = z.int("Enter a whole number.").min(0, "Enter a number of 0 or more.").max(9_999, "Enter a number below 10,000.");

/** More than four key factors are disclosed only where inquiries are one of them (FCRA 609(f)(1)(C), (9)). */
export const maxScoreFactors = 5;

/** FCRA 615(a)(2): the score that was used, with what it is read against. */
export const usedScore = z
  .strictObject(
    {
      value: points,
      lowest: points,
      highest: points,
      /** The day on which it was created. */
      on: z.iso.date("Not a date on the calendar."),
      /** Who provided it. */
      source: operatorText(120),
      factors: z.array(operatorText(200)).min(1, "Give its key factors, each on a line.").max(maxScoreFactors, `Give at most ${maxScoreFactors} key factors.`),
    },
    "Say whether a score was used.",
  )
  .superRefine(({ value, lowest, highest }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (lowest >= highest) refuse("highest", "The range ends above where it begins.");
    else if (value < lowest || value > highest) refuse("value", `The score is not in its range, ${lowest} to ${highest}.`);
  });
export type UsedScore = z.infer<typeof usedScore>;

/** FCRA 615(a): the consumer report that the decision rests on; `score: null` says that none was used. */
export const consumerReport = z.strictObject(
  { bureau: operatorText(120), address: operatorText(300), phone: operatorText(60), score: usedScore.nullable() },
  "Say whether a consumer report was used.",
);
export type ConsumerReport = z.infer<typeof consumerReport>;

/**
 * Somebody who gets the letter. `report: null` says that no consumer report about them was used; `otherInformation`, that
 * information of a third party that is no bureau was (FCRA 615(b)(1)). One score a person, in our record alone.
 */
export const noticeRecipient = z.strictObject({ entityId, report: consumerReport.nullable(), otherInformation: z.boolean().default(false) });
export type NoticeRecipient = z.infer<typeof noticeRecipient>;

export const maxRecipients = 10;

type Addressed = { recipientEntityId: string; recipients?: readonly NoticeRecipient[] };

/** Everybody who gets one, the primary applicant first (Reg B 1002.9(f)); of an older closing the primary one alone. */
export function recipientIds({ recipientEntityId, recipients }: Addressed): string[] {
  return recipients ? recipients.map(({ entityId: id }) => id) : [recipientEntityId];
}

/** What is wrong with who gets the letter of an account, by field. `today` is the program's business day. */
export function recipientProblems({ recipientEntityId, recipients }: Addressed, facts: Pick<ClosingFacts, "holderIds">, today: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (at: string, message: string) => problems.push({ path: `notice.${at}`, message });
  if (!facts.holderIds.includes(recipientEntityId)) refuse("recipientEntityId", "The notice goes to one of the account's holders.");
  if (!recipients) {
    refuse("recipients", "Say for each recipient whether a consumer report was used.");
    return problems;
  }
  const ids = recipients.map(({ entityId: id }) => id);
  if (ids[0] !== recipientEntityId) refuse("recipients", "The primary recipient comes first.");
  if (new Set(ids).size < ids.length) refuse("recipients", "Each recipient once.");
  if (ids.some((id) => id !== recipientEntityId && !facts.holderIds.includes(id))) refuse("recipients", "The letter goes to holders of the account.");
  recipients.forEach(({ report }, index) => {
    if (report?.score && report.score.on > today) refuse(`recipients[${index}].report.score.on`, "This day has not come yet.");
  });
  return problems;
}
