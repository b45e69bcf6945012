import { describe, expect, test } from "vitest";
import type { NoticeTerms } from "./draft-letter";
import { defaultLetterTexts } from "./letter-texts";
import { lackingItems, noticeChecklist } from "./notice-checklist";
import type { Checked } from "./notice-checklist";
import { defaultNoticeRules } from "./notice-rules";
import { terminationReasons } from "./termination-reasons";

const terms: NoticeTerms = { creditors: [{ name: "Lead Bank", address: "Kansas City" }], agency: { name: "FDIC", address: "Kansas City" }, partiesAreDefault: false, contact: "1 800 555 0100", texts: defaultLetterTexts, rules: defaultNoticeRules };
const recipient = { entityId: "entity_1", report: null, otherInformation: false };
const report = { bureau: "Bureau", address: "Atlanta", phone: "1", score: null };
const whole: Checked = {
  notice: { reasons: terminationReasons.slice(0, 1).map(({ code, text }) => ({ code, text })), method: "other", recipientEntityId: "entity_1", recipients: [recipient] },
  determination: "adverse-action", facts: { holderIds: ["entity_1", "entity_2"], holderType: "consumer", esignConsentedAt: null }, names: [{ entityId: "entity_1", name: "Ana" }, { entityId: "entity_2", name: "Ben" }], terms, deliveredOn: null,
};
const lacks = (over: Partial<Checked>) => lackingItems(noticeChecklist({ ...whole, ...over })).map(({ code }) => code);

test("a whole notice lacks nothing; what a person adds by hand is said and is no lack", () => {
  expect(lacks({})).toEqual([]);
  expect(noticeChecklist(whole).filter(({ state }) => state === "by-hand").map(({ code }) => code)).toEqual(["address", "delivered"]);
  expect(noticeChecklist({ ...whole, deliveredOn: "2026-11-21" }).find(({ code }) => code === "delivered")?.state).toBe("there");
});

describe("what it lacks", () => {
  test.each<[string, Partial<Checked>, string[]]>([
    ["no reason", { notice: { ...whole.notice, reasons: [] } }, ["reasons"]],
    ["words that are not specific", { notice: { ...whole.notice, reasons: [{ code: "own-words", text: "Internal policy" }] } }, ["reasons"]],
    ["parties that counsel has not seen", { terms: { ...terms, partiesAreDefault: true } }, ["creditor"]],
    ["no contact line", { terms: { ...terms, contact: null } }, ["contact"]],
    ["the right to ask, with nobody to call", { terms: { ...terms, contact: null }, notice: { ...whole.notice, reasonsOnRequest: true } }, ["reasons", "contact"]],
    ["no recipient", { notice: { ...whole.notice, recipientEntityId: null } }, ["recipient"]],
    ["consumer reports that nobody was asked about", { notice: { ...whole.notice, recipients: undefined } }, ["consumer-report"]],
    ["e-mail without consent", { notice: { ...whole.notice, method: "email" } }, ["electronic"]],
  ])("%s", (_what, over, codes) => expect(lacks(over)).toEqual(codes));
});

test("Regulation B's own parts are asked of an adverse action alone, and E-Sign of consumers alone", () => {
  const codes = (over: Partial<Checked>) => noticeChecklist({ ...whole, ...over }).map(({ code }) => code);
  for (const determination of ["excluded", "not-applicable"] as const) expect(codes({ determination })).not.toEqual(expect.arrayContaining(["equal-credit"]));
  expect(codes({ notice: { ...whole.notice, method: "text" }, facts: { ...whole.facts, holderType: "commercial" } })).not.toContain("electronic");
  expect(lacks({ notice: { ...whole.notice, method: "text" }, facts: { ...whole.facts, applicationEsign: "consented" } })).toEqual([]);
});

test("who is told of a report, and about whom none was used", () => {
  const says = noticeChecklist({ ...whole, notice: { ...whole.notice, recipients: [{ ...recipient, report }] } }).find(({ code }) => code === "consumer-report")?.says;
  expect(says).toBe("Ana, with score, bureau and rights. None was used about Ben");
});
