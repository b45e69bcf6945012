import { describe, expect, it } from "vitest";
import { compare } from "./compare";
import { exceptionSentence } from "./exception-words";
import { recogniseLedger } from "./ledger-file";
import type { LedgerShape } from "./ledger-file";
import { judgeLedgerRow } from "./ledger-row";

const zone = "America/Chicago";

function shapeOf(header: string): LedgerShape {
  const shape = recogniseLedger(",", header.split(","));
  if (!shape.ok) throw new Error(shape.problem.title);
  return shape.value;
}

const judged = (header: string, row: string) => judgeLedgerRow(shapeOf(header), row.split(","), zone);

describe("a row of a ledger", () => {
  it.each([
    // A day is its end on the program's clocks, in summer and in winter.
    ["2026-05-03", "2026-05-04T04:59:59.000Z"], ["2026-01-03", "2026-01-04T05:59:59.000Z"],
    ["2026-05-03T10:00:00Z", "2026-05-03T10:00:00.000Z"], ["2026-05-03 10:00:00+02:00", "2026-05-03T08:00:00.000Z"], ["2026-05-03 10:00", "2026-05-03T15:00:00.000Z"],
  ])("as of %j is %j", (text, asOf) => {
    expect(judged("account_id,status,as_of", `account_1,active,${text}`).said?.asOf).toBe(asOf);
  });

  it.each([
    ["status", "open", "status-unknown"], ["status_reason", "paid", "reason-unknown"], ["credit_limit", "1e3", "amount"], ["credit_limit", "99999999999999999", "amount"],
    ["available_credit", "0x10", "amount"], ["currency", "US$", "currency"], ["as_of", "yesterday", "date"], ["closed_at", "2026-02-30", "date"],
  ])("%s %j is not guessed", (column, value, problem) => {
    const row = judged(column === "status" ? "account_id,status" : `account_id,status,${column}`, column === "status" ? `account_1,${value}` : `account_1,active,${value}`);
    expect(row).toMatchObject({ problem, detail: value, said: null });
  });

  it("keeps negative and zero amounts, and shows control characters of a wrong value harmlessly", () => {
    expect(judged("account_id,available_credit,credit_limit", "account_1,-250,-0").said).toMatchObject({ availableCredit: -250, creditLimit: 0 });
    expect(judged("account_id,status", "account_1,a\u0000b").detail).toBe("a\u{fffd}b");
  });

  it("knows columns by several names, and refuses two for the same", () => {
    expect(shapeOf("Account ID,Status,Reason,Limit,Balance,branch").columns.map(({ use }) => use)).toEqual(["account-id", "status", "status-reason", "credit-limit", "balance", "unknown"]);
    expect(recogniseLedger(",", ["account_id", "limit", "credit_limit"])).toMatchObject({ ok: false, problem: { title: "The column credit_limit is there twice." } });
  });
});

describe("two sides", () => {
  const ours = { status: "active", statusReason: "active", closedAt: null, currency: "USD", availableCredit: 100, creditLimit: 500_000, maxLimit: null };
  const said = (header: string, row: string) => {
    const { said: theirs } = judged(header, row);
    if (!theirs) throw new Error("unreadable");
    return compare(theirs, ours).filter(({ is }) => is === "different").map((finding) => exceptionSentence(finding, zone));
  };

  it("are told in one sentence each", () => {
    expect(said("account_id,status,closed_at", "account_1,closed,2026-05-03")).toEqual(["Your ledger: closed 3 May 2026. Lead: active."]);
    // 2 in the morning in UTC is the day before in Chicago.
    expect(said("account_id,status,closed_at", "account_1,closed,2026-05-03T02:00:00Z")).toEqual(["Your ledger: closed 2 May 2026. Lead: active."]);
    expect(said("account_id,credit_limit,max_credit_limit", "account_1,600000,700000")).toEqual(["Your ledger: credit limit $6,000.00. Lead: $5,000.00.", "Your ledger: maximum credit limit $7,000.00. Lead: no maximum credit limit."]);
    expect(said("account_id,credit_limit,currency", "account_1,600000,EUR")).toEqual(["Your ledger: currency EUR. Lead: USD."]);
    expect(said("account_id,status_reason", "account_1,frozen")).toEqual(["Your ledger: status reason frozen. Lead: active."]);
  });
});
