import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeReasons } from "../lead/enums";
import { closingNotice } from "./closing-request";
import { determinationKinds } from "./determination";
import { approvedText, correctiveText, draftLetters, letterText } from "./draft-letter";
import type { Letter, LetterSubject, NoticeTerms } from "./draft-letter";
import { defaultLetterTexts, letterParts, letterTextProblem, letterTextsSetting } from "./letter-texts";
import type { LetterPart } from "./letter-texts";
import { lettersDocument } from "./letter-document";
import { letterStateOf } from "./letters-shown";
import type { LettersShown } from "./letters-shown";
import type { NoticeRecipient, UsedScore } from "./notice-recipients";
import { defaultNoticeRules } from "./notice-rules";
import { closingEnds, closingStages } from "./stages";
import { terminationReasons } from "./termination-reasons";

const words = fc.stringMatching(/^[A-Za-z][A-Za-z .,&'()-]{2,30}[a-z]$/);
const terms: fc.Arbitrary<NoticeTerms> = fc.record({
  creditors: fc.array(fc.record({ name: words, address: words }), { minLength: 1, maxLength: 3 }),
  agency: fc.record({ name: words, address: words }),
  partiesAreDefault: fc.boolean(),
  contact: fc.option(words),
  texts: fc.constant(defaultLetterTexts),
  rules: fc.constant(defaultNoticeRules),
});

/** Each person has a score of their own, so that one can be told from another in a text. */
const score = (value: number): fc.Arbitrary<UsedScore> =>
  fc.record({ value: fc.constant(value), lowest: fc.constant(3), highest: fc.constant(9_999), on: fc.constant("2026-11-02"), source: words, factors: fc.uniqueArray(words, { minLength: 1, maxLength: 5 }) });
const recipient = (index: number): fc.Arbitrary<NoticeRecipient> =>
  fc.record({
    entityId: fc.constant(`entity_${index}`),
    report: fc.option(fc.record({ bureau: words, address: words, phone: fc.constant("+1 800 555 0100"), score: fc.option(score(7_001 + index)) })),
    otherInformation: fc.boolean(),
  });
const recipients = fc.integer({ min: 1, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => recipient(index))));

const subject: fc.Arbitrary<LetterSubject> = fc.record({
  accountId: fc.constant("account_a1b2"),
  productName: fc.constantFrom("", "Growth Card"),
  reason: fc.constantFrom(...closeReasons),
  determination: fc.constantFrom(...determinationKinds),
  actionTakenOn: fc.constant("2026-11-20"),
  notice: fc.record({
    reasons: fc.shuffledSubarray(terminationReasons.map(({ code, text }) => ({ code, text })), { minLength: 1, maxLength: 4 }),
    reasonsOnRequest: fc.constantFrom(true as const, undefined),
    recipientEntityId: fc.constant("entity_0"),
    recipients,
  }),
});

const drafted = (check: (letters: Letter[], about: LetterSubject, by: NoticeTerms) => void) =>
  fc.assert(fc.property(subject, terms, (about, by) => check(draftLetters(about, by), about, by)));
const partsOf = ({ paragraphs }: Letter): LetterPart[] => paragraphs.map(({ part }) => part);
const linesOf = ({ paragraphs }: Letter, part: LetterPart) => paragraphs.find((paragraph) => paragraph.part === part)?.lines;

describe("the letters of a closing", () => {
  test("every recipient has exactly one, the primary one first", () => {
    drafted((letters, { notice }) => {
      expect(letters.map(({ entityId }) => entityId)).toEqual(notice.recipients?.map(({ entityId }) => entityId));
    });
    const [one] = draftLetters({ accountId: "account_1", productName: "", reason: "client_closed", determination: "adverse-action", actionTakenOn: "2026-11-20", notice: { reasons: [], recipientEntityId: "entity_9" } }, sampleTerms);
    expect(one?.entityId).toBe("entity_9");
  });

  test("give every reason that was chosen, in its order, or the right to ask for them; never more than four", () => {
    drafted((letters, { notice }) => {
      for (const letter of letters) {
        expect(linesOf(letter, "reasons")).toEqual(notice.reasonsOnRequest ? undefined : notice.reasons.map(({ text }) => text));
        expect(partsOf(letter).filter((part) => part === "reasons" || part === "rightToReasons")).toEqual([notice.reasonsOnRequest ? "rightToReasons" : "reasons"]);
        if (notice.reasonsOnRequest) for (const { text } of notice.reasons) expect(letterText(letter)).not.toContain(text);
      }
    });
    const reasons = terminationReasons.slice(0, 5).map(({ code, text }) => ({ code, text }));
    expect(closingNotice.safeParse({ reasons, recipientEntityId: "entity_1", method: "email" }).success).toBe(false);
  });

  test("leave no placeholder, and nothing empty", () => {
    drafted((letters) => {
      for (const letter of letters) {
        expect(letterText(letter)).not.toMatch(/[{}]|undefined|null|NaN/);
        for (const { text, lines } of letter.paragraphs) expect([text, ...(lines ?? ["x"])].every((line) => line.trim() !== "")).toBe(true);
      }
    });
  });

  test("have the parts of FCRA exactly for those whom they concern, and nobody else's score", () => {
    drafted((letters, { notice }) => {
      letters.forEach((letter, index) => {
        const about = notice.recipients?.[index];
        const parts = partsOf(letter);
        expect(parts.includes("report")).toBe(Boolean(about?.report));
        expect(parts.includes("score")).toBe(Boolean(about?.report?.score));
        expect(parts.includes("otherInformation")).toBe(about?.otherInformation === true);
        expect(linesOf(letter, "score")).toEqual(about?.report?.score?.factors);
        const said = letterText(letter);
        for (const other of notice.recipients ?? []) {
          const value = other.report?.score?.value;
          if (value !== undefined) expect(said.includes(String(value))).toBe(other.entityId === letter.entityId);
        }
        if (about?.report) for (const mustSay of [about.report.bureau, about.report.address, about.report.phone, "did not make the decision", "free copy", "60 days", "dispute"]) expect(said).toContain(mustSay);
      });
    });
  });

  test("name every creditor and the agency where Regulation B applies, and there alone", () => {
    drafted((letters, { determination }, { creditors, agency }) => {
      for (const letter of letters) {
        const applies = determination === "adverse-action";
        expect(linesOf(letter, "creditors")).toEqual(applies ? creditors.map(({ name, address }) => `${name}, ${address}`) : undefined);
        expect(letterText(letter).includes("Equal Credit Opportunity Act")).toBe(applies);
        if (applies) expect(letterText(letter)).toContain(`${agency.name}, ${agency.address}`);
      }
    });
  });

  test("say that a charged-off debt stays owed, and the day in words", () => {
    drafted((letters, { reason }) => {
      for (const letter of letters) {
        expect(partsOf(letter).includes("debtStays")).toBe(reason === "charged_off");
        expect(letterText(letter)).toContain("November 20, 2026");
      }
    });
  });

  test("what is filled in is never read for placeholders again", () => {
    const contact = "The {agency} desk, {score}";
    const [letter] = draftLetters({ accountId: "account_1", productName: "{contact}", reason: "client_closed", determination: "excluded", actionTakenOn: "2026-01-02", notice: { reasons: [{ code: "own-words", text: "{account}" }], recipientEntityId: "entity_1" } }, { ...sampleTerms, contact });
    expect(letter && letterText(letter)).toContain(contact);
    expect(letter?.paragraphs.find(({ part }) => part === "reasons")?.lines).toEqual(["{account}"]);
    expect(correctiveText({ accountId: "account_1", productName: "Card", actionTakenOn: "2026-01-02" }, { ...sampleTerms, contact })).toContain(contact);
  });

  test("any change of a letter or of who gets it changes what was approved", () => {
    drafted((letters) => {
      const before = approvedText(letters);
      const [first, ...rest] = letters;
      if (!first) return;
      expect(approvedText([{ ...first, entityId: "entity_other" }, ...rest])).not.toBe(before);
      first.paragraphs.forEach((_paragraph, at) => {
        const changed = first.paragraphs.map((paragraph, index) => (index === at ? { ...paragraph, text: `${paragraph.text}!` } : paragraph));
        expect(approvedText([{ ...first, paragraphs: changed }, ...rest])).not.toBe(before);
      });
    });
  });
});

const sampleTerms: NoticeTerms = { creditors: [{ name: "Lead Bank", address: "Kansas City" }], agency: { name: "FDIC", address: "Kansas City" }, partiesAreDefault: false, contact: "1 800 555 0100", texts: defaultLetterTexts, rules: defaultNoticeRules };

describe("a program's wording", () => {
  test.each(letterParts)("ours of %s is one that a program could set", (part) => {
    expect(letterTextProblem(part, defaultLetterTexts[part])).toBeNull();
  });

  test.each<[LetterPart, string, RegExp]>([
    ["equalCredit", "The agency is {agency}.", /\{agency_address\} in it/],
    ["report", "{bureau} {bureau_address}", /\{bureau_phone\} in it/],
    ["action", "Closed on {action_day} with a score of {score}", /no \{score\} here/],
    ["action", "Closed on {action_day", /closed by a \}/],
    ["action", "Closed on {action_day}; a suspicious activity report was filed", /Leave out any mention/],
    ["heading", " ", /expected a text/],
  ])("of %s is refused where it cannot be filled in, or leaves out what must be said: %s", (part, text, problem) => {
    expect(JSON.stringify(letterTextsSetting.safeParse({ [part]: text }).error?.issues)).toMatch(problem);
  });

  test("takes the place of ours, part by part", () => {
    const texts = letterTextsSetting.parse({ heading: "Your {product}" });
    expect(texts).toEqual({ ...defaultLetterTexts, heading: "Your {product}" });
    expect(letterTextsSetting.safeParse({ headings: "x" }).success).toBe(false);
  });
});

describe("the file that is downloaded", () => {
  const letters = draftLetters({ accountId: "account_1", productName: "Card <b>", reason: "client_closed", determination: "adverse-action", actionTakenOn: "2026-11-20", notice: { reasons: [{ code: "own-words", text: "Fees & <script>" }], recipientEntityId: "entity_1", recipients: ["entity_1", "entity_2"].map((entityId) => ({ entityId, report: null, otherInformation: false })) } }, sampleTerms);
  const shown: LettersShown = {
    program: "growth", recordId: "r", accountId: "account_1", productName: "Card", state: "approved", letters, lettersHash: "h", recipients: [{ entityId: "entity_1", name: "Ana <i>" }, { entityId: "entity_2", name: null }],
    delivery: { method: "other" }, decided: null, deliveredOn: "2026-11-21", corrective: { sentOn: null, text: "It stays open.\n\nSorry & thanks." },
  };

  test("has a sheet for each recipient, and reads nobody's words as HTML", () => {
    const html = lettersDocument(shown, "notice") ?? "";
    expect(html.match(/<section>/g)).toHaveLength(2);
    expect(html).toContain("Fees &amp; &lt;script&gt;");
    expect(html).toContain("Ana &lt;i&gt;");
    expect(html).not.toMatch(/<(script|i|b)>Fees|<script|Card <b>/);
    expect(lettersDocument(shown, "corrective")).toContain("<p>Sorry &amp; thanks.</p>");
  });

  test("is not to be had before the approval, of what is void, and where there is none", () => {
    for (const state of ["draft", "void"] as const) expect(lettersDocument({ ...shown, state }, "notice")).toBeNull();
    expect(lettersDocument({ ...shown, letters: null }, "notice")).toBeNull();
    expect(lettersDocument({ ...shown, corrective: null }, "corrective")).toBeNull();
    expect(lettersDocument({ ...shown, recipients: [] }, "notice")).toBeNull();
  });

  test("is a draft until it is decided on, and void once the closing ended before the letter went out", () => {
    expect(letterStateOf("requested", null)).toBe("draft");
    expect(letterStateOf("decided", null)).toBe("approved");
    for (const end of closingEnds) expect(letterStateOf(end, null)).toBe("void");
    for (const stage of [...closingStages.slice(2), "abandoned" as const]) expect(letterStateOf(stage, "2026-11-21")).toBe("approved");
  });
});
