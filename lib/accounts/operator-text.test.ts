import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as closingInputs from "../closures/closing-inputs";
import { closingFacts } from "../closures/facts";
import { answerProblems } from "../closures/questions";
import { noticeProblems } from "./adverse-action-notice";
import * as commandInputs from "./command-inputs";
import { confidentialMention } from "./operator-text";

const schemas = Object.entries<unknown>({ ...commandInputs, ...closingInputs }).flatMap(([name, value]): [string, z.ZodType][] => (value instanceof z.ZodType ? [[name, value]] : []));

/** Every string inside a schema that takes plain words, by its path. */
function freeTexts(schema: z.core.$ZodType, path: string): [string, z.core.$ZodType][] {
  if (schema instanceof z.ZodObject) return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([key, part]) => freeTexts(part, `${path}.${key}`));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return freeTexts(schema.def.innerType, path);
  if (schema instanceof z.ZodArray) return freeTexts(schema.def.element, `${path}[]`);
  if (schema instanceof z.ZodRecord) return freeTexts(schema.def.valueType, `${path}{}`);
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap((option) => freeTexts(option, path));
  return schema instanceof z.ZodString && schema.safeParse("a few words").success ? [[path, schema]] : [];
}

/** Not a person's account of why: what Lead is sent as it is, codes, and what is compared with the id. Answers have their own check below. */
const others = /^(openAccountInput|updateAccountInput\.changes|recordNoticeInput\.notice)\b|\.(typed|time|code|answers\{\}|confirmedDifferences\[\])$/;

const texts = schemas.flatMap(([name, schema]) => freeTexts(schema, name)).filter(([path]) => !others.test(path));

describe("a suspicious activity report is confidential (31 CFR 1020.320(e))", () => {
  it("finds the fields that a person fills in", () => {
    const paths = texts.map(([path]) => path);
    expect(paths).toEqual(expect.arrayContaining([
      "deactivateInput.hold.reference", "placeHoldInput.reference", "addNoteInput.text", "settleCommandInput.reason", "updateAccountInput.statement.reason",
      "requestClosingInput.request.note", "requestClosingInput.request.notice.reasons[].text", "requestClosingInput.request.notice.otherMethod",
      "requestClosingInput.request.statements.acknowledged{}", "abandonClosingInput.correctiveLetter.text", "decideClosingInput.comment", "keepStatusInput.reason",
      "correctClosureInput.plan.foundBy", "correctClosureInput.plan.contact", "correctClosureInput.plan.wronglySentNotice", "changeInactiveReasonInput.note",
    ]));
  });

  it.each(texts)("%s stops on it and says why", (_path, schema) => {
    const answer = z.safeParse(schema, "Closed after a SAR was filed");
    expect(answer.error?.issues.map(({ message }) => message)).toEqual([confidentialMention]);
  });

  it("so does an answer to a reason's own question", () => {
    const facts = closingFacts({ id: "account_a1b2c3", capabilities: ["deposit"], entities: { account_holder_type: "consumer" } }, ["entity_1"], []);
    const question = { name: "wrong", kind: "text", label: "What was wrong", required: true, source: "" } as const;
    expect(answerProblems([question], facts, { wrong: "suspicious activity" }, "2026-11-20")).toEqual([{ path: "answers.wrong", message: confidentialMention }]);
  });

  it("so does the reason of a notice that is written at Lead", () => {
    const notice = { delivered_at: "2026-11-01T00:00:00Z", reason: "FinCEN was told", delivery_method: "email" };
    expect(noticeProblems(notice, "2026-11-20T00:00:00Z").map(({ message }) => message)).toEqual([confidentialMention]);
  });
});
