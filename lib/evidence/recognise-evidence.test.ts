import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileNameProblem, sizeWords } from "./evidence-file";
import { EvidenceReader } from "./recognise-evidence";
import { sampleJpeg, samplePdf, samplePng, textFile, withText } from "./sample-files";

/** The kind of a file, or what is said of it, read in pieces that end at these places. */
function read(file: Uint8Array, cuts: readonly number[] = []): string {
  const reader = new EvidenceReader();
  const ends = [...cuts.map((cut) => cut % (file.length + 1)).sort((a, b) => a - b), file.length];
  let from = 0;
  for (const end of ends) {
    const problem = reader.push(file.subarray(from, end));
    if (problem) return problem.title;
    from = end;
  }
  const ending = reader.end();
  return "type" in ending ? ending.type : ending.problem.title;
}

const kinds = [["application/pdf", samplePdf(3_000)], ["image/jpeg", sampleJpeg()], ["image/png", samplePng()]] as const;

describe("by the bytes alone", () => {
  test.each(kinds)("%s, in whatever pieces it comes", (type, file) => {
    fc.assert(fc.property(fc.array(fc.nat(file.length), { maxLength: 12 }), (cuts) => read(file, cuts) === type));
    expect(read(file, [...file.keys()])).toBe(type);
  });

  test.each(kinds)("%s that is cut short is refused wherever it is cut", (_type, file) => {
    fc.assert(fc.property(fc.integer({ min: 0, max: file.length - 2 }), (length) => /is not whole|is empty|is not a PDF/.test(read(file.subarray(0, length)))));
  });

  test.each(kinds)("%s with something behind its end is refused", (_type, file) => {
    expect(read(withText(file, "PK\x03\x04 an archive behind it"))).toMatch(/has something after its end/);
  });

  const page = "<!DOCTYPE html><html><script>alert(1)</script></html>";
  test.each<[string, Uint8Array, RegExp]>([
    ["a web page", textFile(page), /web page or a script/],
    ["a page behind the first bytes of a PDF", withText(textFile("%PDF-1.7\n"), `${page}\nstartxref\n0\n%%EOF`), /web page or a script/],
    ["a page in the comment of a JPEG", withText(textFile("\xff\xd8\xff\xfe\x00\x40"), page), /web page or a script/],
    ["a drawing that can run scripts", textFile("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), /web page or a script/],
    ["a PDF that begins later", withText(textFile("\n"), "%PDF-1.7\nstartxref\n0\n%%EOF"), /is not a PDF/],
    ["an archive", textFile("PK\x03\x04 twelve more bytes"), /is not a PDF/],
    ["plain text", textFile("account_id\naccount_1\n"), /is not a PDF/],
    ["nothing", new Uint8Array(0), /is empty/],
    ["a PNG without its header first", withText(textFile("\x89PNG\r\n\x1a\n"), "\x00\x00\x00\x00IEND\xae\x42\x60\x82"), /is not whole/],
    ["a JPEG without a picture", textFile("\xff\xd8\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x37\xff\xd9"), /is not whole/],
  ])("%s is refused", (_what, file, why) => expect(read(file)).toMatch(why));

  test("a camera's second picture behind the first is part of the file", () => {
    const picture = sampleJpeg();
    const both = new Uint8Array([...picture, ...picture]);
    expect(read(both)).toBe("image/jpeg");
  });

  test("of bytes at random nothing is taken", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => !read(bytes).includes("/")));
  });
});

describe("the name", () => {
  test.each(["letter.pdf", "Beleg für Müller (2).PDF", "小切手.jpeg", "a.b.c.png", "no ending"])("%s is taken", (name) => expect(fileNameProblem(name)).toBeNull());
  test.each(["", "  ", "..", "../letter.pdf", "C:\\letter.pdf", "line\nbreak.pdf", "null\0.pdf", "back\u202efdp.exe", "x".repeat(201), "SAR_2026.pdf", "suspicious-activity.pdf"])("%j is refused", (name) => expect(fileNameProblem(name)).not.toBeNull());
});

test.each([[1, "1 byte"], [900, "900 bytes"], [1_024, "1 KB"], [1_048_063, "1023 KB"], [1_048_064, "1.0 MB"], [10_485_760, "10.0 MB"]] as const)("%i bytes are %s", (bytes, words) => expect(sizeWords(bytes)).toBe(words));
