import type { Parsed } from "./parsed";

/** ISO 4217 minor units where they are not two. Anything else has two. */
const zeroDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ");
const threeDecimals = "BHD IQD JOD KWD LYD OMR TND".split(" ");
const fourDecimals = "CLF UYW".split(" ");

export function currencyDecimals(currency: string): number {
  const code = currency.toUpperCase();
  if (zeroDecimals.includes(code)) return 0;
  if (threeDecimals.includes(code)) return 3;
  return fourDecimals.includes(code) ? 4 : 2;
}

const amountPattern = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;

/** Major units as a person types them ("1,234.5") to minor units. No floating point on the way. */
export function parseMoney(text: string, currency: string): Parsed<number> {
  const plain = text.trim().replace(/^(-?)\s*\$\s*/, "$1");
  const match = amountPattern.exec(plain);
  if (!match) return { ok: false, message: `Enter an amount in ${currency}, for example ${moneyText(123450, currency)}.` };
  const [, sign = "", whole = "", decimals = ""] = match;
  const allowed = currencyDecimals(currency);
  if (decimals.length > allowed) return { ok: false, message: tooManyDecimals(allowed, currency) };
  const minor = Number(`${sign}${whole.replaceAll(",", "")}${decimals.padEnd(allowed, "0")}`);
  if (!Number.isSafeInteger(minor)) return { ok: false, message: "That amount is too large." };
  return { ok: true, value: minor === 0 ? 0 : minor };
}

function tooManyDecimals(allowed: number, currency: string): string {
  if (allowed === 0) return `No decimals in ${currency}.`;
  return `At most ${allowed} decimals in ${currency}.`;
}

/** Minor units as the plain text of a form field: "1234.50". */
export function moneyText(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const sign = minor < 0 ? "-" : "";
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Minor units with the currency's sign and grouping: "$1,234.50"; an unknown currency stands before as its code. */
export function moneyWords(minor: number, currency: string): string {
  const text = moneyText(minor, currency);
  const decimals = currencyDecimals(currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  try {
    // The decimal text goes in as it is: a number would be a float.
    return new Intl.NumberFormat("en-US", { style: "currency", currency, ...digits }).format(text as `${number}`);
  } catch {
    return `${currency} ${new Intl.NumberFormat("en-US", digits).format(text as `${number}`)}`;
  }
}
