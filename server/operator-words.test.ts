import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { confidentialMention } from "@/lib/accounts/operator-text";
import { decideApprovalInput, withdrawApprovalInput } from "@/lib/approvals/approval-inputs";
import { controlBulkInput, decideBulkInput, planBulkInput } from "@/lib/bulk/bulk-inputs";
import { foreignCommandNames, localCommandNames } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import { closingFacts } from "@/lib/closures/facts";
import { answerProblems } from "@/lib/closures/questions";
import { reasonQuestions } from "@/lib/closures/reasons";
import { closeReasons } from "@/lib/lead/enums";
import { abandonClosing } from "./closures/abandon-closing";
import { changeInactiveReason } from "./closures/change-inactive-reason";
import { correctClosure } from "./closures/correct-closure";
import { decideClosing } from "./closures/decide-closing";
import { keepStatus } from "./closures/keep-status";
import { requestClosing } from "./closures/request-closing";
import { sendClosingLetter } from "./closures/send-closing-letter";
import type { CommandDefinitions } from "./commands/command-deps";
import { commandDefinitions } from "./commands/command-registry";

const registered: CommandDefinitions = commandDefinitions;

/** What of the commands is not in the registry of the pipeline. */
const others: Partial<Record<CommandName, z.ZodType>> = {
  "request-closing": requestClosing("").schema, "decide-closing": decideClosing("").schema, "send-closing-letter": sendClosingLetter.schema, "abandon-closing": abandonClosing.schema,
  "change-inactive-reason": changeInactiveReason("").schema, "correct-closure": correctClosure("").schema, "keep-status": keepStatus("").schema,
  "decide-approval": decideApprovalInput, "withdraw-approval": withdrawApprovalInput,
  "plan-bulk": planBulkInput, "start-bulk": controlBulkInput, "decide-bulk": decideBulkInput, "stop-bulk": controlBulkInput, "resume-bulk": controlBulkInput, "retry-bulk": controlBulkInput,
};

/** Texts that are no words of an operator, or that are refused elsewhere: each with why. */
const exempt: Record<string, string> = {
  ...of("named by whoever runs the program, at Lead, and no note of an operator", [
    "open-account details.product_name", "open-account details.credit.underwriting_grade", "open-account metadata[]", "open-account documents[].version",
    "update-account changes.details.product_name", "update-account changes.details.credit.underwriting_grade", "update-account changes.metadata[]", "update-account changes.documents[].version",
  ]),
  ...of("noticeProblems refuses it", ["open-account details.adverse_action_notice.reason", "update-account changes.details.adverse_action_notice.reason", "record-notice notice.reason"]),
  ...of("answerProblems refuses it, each question by its kind", ["request-closing request.answers[]", "plan-bulk terms.answers[]", "plan-bulk terms.each[][]"]),
  ...of("an id, a code, a name of Lead's or a path: compared with what is known, or of no words", [
    "open-account details.credit.currency", "open-account documents[].document_id", "update-account changes.capabilities[]", "update-account changes.details.credit.currency",
    "update-account changes.documents[].document_id", "update-account changes.documents[].type", "add-evidence subject.id", "settle-command confirmedDifferences[]", "plan-bulk chosen.list",
    "request-closing request.notice.reasons[].code", "correct-closure plan.closedAgain.notice.reasons[].code", "assign-exception owner", "settle-follow-up code",
    "update-account statement.noticeReasons[].code", "deactivate-account noticeReasons[].code", "plan-bulk terms.noticeReasons[].code",
  ]),
  ...of("a time, read as one", ["update-account changes.documents[].displayed_at", "update-account changes.documents[].consented_at", "send-closing-letter delivered.time", "record-action-notice delivered.time", "correct-closure plan.closedAgain.notice.delivered.time"]),
  ...of("the last characters of an id, compared with them", ["request-closing request.typed", "decide-closing typed", "correct-closure plan.typed"]),
};

function of(why: string, places: readonly string[]): Record<string, string> {
  return Object.fromEntries(places.map((place) => [place, why]));
}

const mentions = ["A SAR was filed", "SAR", "suspicious activity"];

type Node = { _zod: { def: Record<string, unknown> & { type: string } } };
const node = (schema: unknown) => (schema as Node)._zod.def;
const inner = ["innerType", "in", "element", "valueType", "left", "right"] as const;

/** Every place of a schema where a person's own words could stand, with what takes them there. */
function textsOf(schema: unknown, path = ""): { path: string; schema: z.ZodType }[] {
  const def = node(schema);
  if (def.type === "string" || def.type === "unknown" || def.type === "any") return [{ path, schema: schema as z.ZodType }];
  if (def.type === "object") return Object.entries(def.shape as Record<string, unknown>).flatMap(([key, part]) => textsOf(part, path ? `${path}.${key}` : key));
  if (def.type === "union") return (def.options as unknown[]).flatMap((option) => textsOf(option, path));
  if (def.type === "tuple") return (def.items as unknown[]).flatMap((item) => textsOf(item, path));
  if (def.type === "lazy") return textsOf((def.getter as () => unknown)(), path);
  return inner.flatMap((name) => (def[name] ? textsOf(def[name], name === "element" || name === "valueType" ? `${path}[]` : path) : []));
}

function unguarded(name: CommandName): string[] {
  const schema = others[name] ?? registered[name]?.schema;
  if (!schema) throw new Error(`${name} has no schema here.`);
  const open = textsOf(schema).filter(({ schema: text }) => mentions.some((words) => text.safeParse(words).success)).map(({ path }) => `${name} ${path}`);
  return [...new Set(open)];
}

const names: readonly CommandName[] = [...foreignCommandNames, ...localCommandNames];

describe("words about a suspicious activity report", () => {
  test.each(names)("are refused by every text of %s", (name) => {
    expect(unguarded(name).filter((place) => !(place in exempt))).toEqual([]);
  });

  test("what is exempt is there", () => {
    const open = names.flatMap(unguarded);
    expect(Object.keys(exempt).filter((place) => !open.includes(place))).toEqual([]);
  });

  test.each(closeReasons)("are refused by every answer in words to the questions of %s", (reason) => {
    const facts = closingFacts({ id: "account_a", status: "active", capabilities: ["deposit", "credit_with_underwriting"] }, ["entity_1"], []);
    const questions = reasonQuestions(reason).map(({ after: _after, about: _about, ...question }) => question);
    const texts = questions.filter(({ kind }) => kind === "text");
    for (const { name } of texts) for (const words of mentions) expect(answerProblems(questions, facts, { [name]: words }, "2026-11-20")).toContainEqual({ path: `answers.${name}`, message: confidentialMention });
    const wordless = questions.filter(({ kind }) => kind !== "text");
    for (const { name } of wordless) expect(answerProblems(questions, facts, { [name]: "SAR" }, "2026-11-20").map(({ path }) => path)).toContain(`answers.${name}`);
  });
});
