import fc from "fast-check";
import { expect, test } from "vitest";
import { fold, foldPair } from "./fold";

test.each([
  ["  Zoë  ÅNGSTRÖM ", "zoe angstrom"],
  ["Straße", "strasse"],
  ["Sørensen Łukasz", "sorensen lukasz"],
  ["İstanbul", "istanbul"],
  ["ﬁne ＡＢＣ", "fine abc"],
  ["日本", "日本"],
])("%s is searched as %s", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test("folding twice changes nothing, and case makes no difference", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      expect(fold(text.toUpperCase())).toBe(fold(text.toLowerCase()));
    }),
  );
});

test("a pair is never longer than an index takes, and cuts no letter in two", () => {
  expect(Array.from(foldPair("k", "😀".repeat(400)))).toHaveLength(256);
  expect(foldPair("Branch", "Kansas City")).toBe("branch:kansas city");
});
