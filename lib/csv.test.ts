import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv";

test.each([
  [["1", "account_1", "new"], "1,account_1,new\r\n"],
  [["a,b", 'say "x"', "two\nlines"], '"a,b","say ""x""","two\nlines"\r\n'],
  [["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "|cmd", "%x"], "\"'=1+1\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"'\t=1\",\"'|cmd\",\"'%x\"\r\n"],
  [["chk-1-099"], "chk-1-099\r\n"],
])("%j", (cells, line) => expect(csvLine(cells)).toBe(line));

test("no cell begins as a formula, and none breaks out of its quotes", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvLine([text]).slice(0, -2);
      const content = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(content).not.toMatch(/^\s*[=+\-@]/);
      expect([text, `'${text}`]).toContain(content);
    }),
  );
});
