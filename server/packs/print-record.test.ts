import { expect, test } from "vitest";
import type { RecordOutline } from "@/lib/closures/outline/outline";
import { printedText } from "./pack-test-bed";
import { printRecord } from "./print-record";
import { printable } from "./printable-text";

const outline = (sections: RecordOutline["sections"]): RecordOutline => ({ title: "Record of a closing", standing: "Closed", facts: ["Everyday Checking · account_1"], sections });

test("prints every section, a long text over several pages whole, and numbers the pages", async () => {
  const long = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(" ");
  const changes = Array.from({ length: 60 }, (_, index) => ({ kind: "change" as const, field: `Field ${index}`, before: `old ${index}`, after: index === 30 ? long : `new ${index}` }));
  const pdf = await printRecord(outline([
    { heading: "Decision", items: [{ kind: "term", term: "Note", words: long }, { kind: "term", term: "After it", words: "still there" }] },
    { heading: "Calls to Lead", items: [{ kind: "line", words: "Close", code: "POST /v0/accounts/account_1/close" }] },
    { heading: "Before and after", items: changes },
  ]), "Everyday · record 1");
  const { pages, text } = printedText(pdf);
  expect(pages).toBeGreaterThan(3);
  for (const words of ["Decision", "word0", "word1499", "After it", "still there", "POST /v0/accounts/account_1/close", "Field 59", "new 59", `page ${pages} of ${pages}`]) expect(text, words).toContain(words.replace(/\s+/g, ""));
  expect(text.split("word777").length - 1).toBe(2);
});

test("says where a character has no glyph, and keeps letters readable without their marks", async () => {
  expect(printable("Zoë Łukasz Nguyễn “q” – €5")).toEqual({ text: "Zoë Lukasz Nguyen “q” – €5", replaced: false });
  expect(printable("李 lives\there\r\nnow")).toEqual({ text: "? lives here\nnow", replaced: true });
  const { text } = printedText(await printRecord(outline([{ heading: "A", items: [{ kind: "line", words: "李" }] }]), "x"));
  expect(text).toContain("TheJSONbesideithasthemall.");
  expect(printedText(await printRecord(outline([]), "x")).text).not.toContain("TheJSONbesideit");
});
