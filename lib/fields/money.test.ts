import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyDecimals, moneyText, moneyWords, parseMoney } from "./money";

const currencies = fc.constantFrom("USD", "JPY", "KWD", "EUR", "CLF");

describe("money", () => {
  it("reads back what it writes, for every amount and currency", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (minor, currency) => {
        expect(parseMoney(moneyText(minor, currency), currency)).toEqual({ ok: true, value: minor });
      }),
    );
  });

  it("reads grouped digits as plain ones", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), currencies, (minor, currency) => {
        const grouped = moneyText(minor, currency).replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
        expect(parseMoney(grouped, currency)).toEqual({ ok: true, value: minor });
      }),
    );
  });

  it("refuses one decimal more than the currency has", () => {
    fc.assert(
      fc.property(fc.nat(), currencies, (whole, currency) => {
        const text = `${whole}.${"1".repeat(currencyDecimals(currency) + 1)}`;
        expect(parseMoney(text, currency).ok).toBe(false);
      }),
    );
    expect(parseMoney("1.234", "USD")).toEqual({ ok: false, message: "At most 2 decimals in USD." });
    expect(parseMoney("1.5", "JPY")).toEqual({ ok: false, message: "No decimals in JPY." });
  });

  it.each(["", "abc", "1,23", "1.2.3", "--1", "1e3", "0x10", "1,2345", " . "])("refuses %j", (text) => {
    expect(parseMoney(text, "USD").ok).toBe(false);
  });

  it("takes what floats get wrong", () => {
    expect(parseMoney("$1,234.5", "USD")).toEqual({ ok: true, value: 123450 });
    expect(parseMoney("1.005", "KWD")).toEqual({ ok: true, value: 1005 });
    expect(parseMoney("-0", "USD")).toEqual({ ok: true, value: 0 });
    expect(parseMoney("99999999999999999999", "USD")).toEqual({ ok: false, message: "That amount is too large." });
  });

  it("shows an amount with its currency", () => {
    expect(moneyWords(123450, "USD")).toBe("$1,234.50");
    expect(moneyWords(-5, "USD")).toBe("-$0.05");
    expect(moneyWords(1234, "JPY")).toBe("¥1,234");
    expect(moneyWords(1234567, "KWD")).toBe("KWD 1,234.567".replace(" ", "\u00a0"));
    expect(moneyWords(Number.MAX_SAFE_INTEGER, "USD")).toBe("$90,071,992,547,409.91");
    expect(moneyWords(100, "not a currency")).toBe("not a currency 1.00");
  });
});
