import { describe, expect, test } from "vitest";
import { judgeRow } from "./judge-row";
import { delimiterOf, pastedLines, recogniseFile } from "./recognise-file";

const accountsFile = ["client_account_id", "account_holder_type", "account_holders", "currency", "status", "status_reason", "effective_at"];

function problemOf(delimiter: "," | "|", names: string[]) {
  const result = recogniseFile(delimiter, names);
  if (result.ok) throw new Error("It was recognised");
  return `${result.problem.title} ${result.problem.detail ?? ""}`;
}

describe("what a file is", () => {
  test.each([
    ["account_id,branch", ","], ["account_1", ","], ["client_account_id|status", "|"], ["", ","],
  ])("%j is separated by %j", (line, delimiter) => expect(delimiterOf(line)).toEqual({ ok: true, value: delimiter }));

  test.each([["account_id;branch", "semicolons"], ["account_id\tbranch", "tabs"]])("%j has the wrong delimiter", (line, found) => {
    expect(delimiterOf(line)).toMatchObject({ ok: false, problem: { title: `The columns are separated by ${found}.` } });
  });

  test("a list with a header, whatever its letters' case", () => {
    expect(recogniseFile(",", ["Account ID", "branch", "Client-Account-Id"])).toMatchObject({
      ok: true, value: { format: "list", hasHeader: true, columns: [{ use: "account-id" }, { name: "branch", use: "unknown" }, { use: "client-account-id" }] },
    });
  });

  test("one column of ids without a header", () => {
    for (const id of ["account_01H8", "account_zz", "chk-1-099-12"]) expect(recogniseFile(",", [id])).toMatchObject({ ok: true, value: { hasHeader: false, columns: [] } });
  });

  test("the Accounts file, with columns of a later version", () => {
    const found = recogniseFile("|", [...accountsFile, "surprise"]);
    expect(found).toMatchObject({ ok: true, value: { format: "accounts-file", hasHeader: true } });
    expect(found.ok && found.value.columns.map(({ use }) => use)).toEqual(["client-account-id", ...Array.from({ length: 6 }, () => "not-used"), "unknown"]);
  });

  test("says what is missing or misspelt", () => {
    expect(problemOf(",", ["acount_id"])).toBe("No column is named account_id or client_account_id. “acount_id” may be meant as account_id. Found: acount_id.");
    expect(problemOf(",", ["name", "branch"])).toContain("Found: name, branch.");
    expect(problemOf("|", accountsFile.map((name) => name.replace("holders", "holder")))).toContain("The column account_holders is missing. “account_holder” may be meant as account_holders.");
    expect(problemOf("|", accountsFile.map((name) => name.toUpperCase()))).toContain("“CURRENCY” may be meant as currency.");
    expect(problemOf(",", ["account_id", "id"])).toContain("The column id is there twice.");
    expect(problemOf(",", Array.from({ length: 200 }, (_, index) => `c${index}`))).toContain("200 columns; at most 100");
  });
});

describe("what a row names", () => {
  const bare = { hasHeader: false, columns: [] };
  test.each([
    ["account_1", "account", null], ["chk-1-099-12", "client", null], ["entity_1", "account", "other-entity"], ["application_1", "account", "other-application"],
    ["account_number_1", "account", "other-account-number"], ["account_1-2", "account", "characters"], [`account_${"x".repeat(300)}`, "account", "too-long"],
    ["café", "client", "characters"], ["a b", "client", "characters"], ["y".repeat(129), "client", "too-long"], ["subledgered_account_1", "client", "reserved"], ["", "client", "no-id"],
  ])("%j alone", (cell, idKind, malformed) => expect(judgeRow(bare, [cell])).toMatchObject({ idKind, malformed }));

  const table = { hasHeader: true, columns: [{ name: "account_id", use: "account-id" }, { name: "client_account_id", use: "client-account-id" }] } as const;
  test.each([
    [["account_1", "chk-1"], { idKind: "account", value: "account_1", malformed: null }],
    [["", "chk-1"], { idKind: "client", value: "chk-1", malformed: null }],
    [["chk-1", ""], { malformed: "not-an-account-id" }],
    [["", "account_1"], { malformed: "reserved" }],
    [["", ""], { malformed: "no-id" }],
    [["account_1"], { malformed: "columns", value: "account_1" }],
    [["account_1", "b", "c"], { malformed: "columns" }],
  ])("%j in columns", (cells, judged) => expect(judgeRow({ ...table, columns: [...table.columns] }, cells)).toMatchObject(judged));

  test("a wrong value is kept short and without control characters", () => {
    expect(judgeRow(bare, [`entity_\u0007${"x".repeat(500)}`]).value).toMatch(/^entity_�x{92}$/);
  });
});

test("what was pasted is one id a line; a table stays as it is", () => {
  expect(pastedLines("account_1, account_2\naccount_3;account_4\t account_5\n")).toBe("account_1\naccount_2\naccount_3\naccount_4\naccount_5");
  expect(pastedLines("account_id,branch\naccount_1,a b\n")).toBe("account_id,branch\naccount_1,a b\n");
});
