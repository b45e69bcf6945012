import type { Parsed } from "./parsed";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthNames = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

type Parts = { year: number; month: number; day: number };

function partsOf(text: string): Parts | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) return { year: Number(american[3]), month: Number(american[1]), day: Number(american[2]) };
  const named = /^(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i.exec(text);
  const month = named ? monthFrom(named[2] ?? "") : 0;
  return named && month > 0 ? { year: Number(named[3]), month, day: Number(named[1]) } : undefined;
}

function monthFrom(word: string): number {
  const short = word.toLowerCase().slice(0, 3);
  const index = months.indexOf(short);
  return index >= 0 && monthNames[index]?.toLowerCase().startsWith(word.toLowerCase()) ? index + 1 : 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A day without a time or a zone, as YYYY-MM-DD. Takes 2026-11-20, 11/20/2026 and 20 Nov 2026; only real days. */
export function parsePlainDate(text: string): Parsed<string> {
  const parts = partsOf(text.trim());
  if (!parts) return { ok: false, message: "Enter a date as 2026-11-20 or 20 Nov 2026." };
  const { year, month, day } = parts;
  const name = monthNames[month - 1];
  if (!name) return { ok: false, message: `There is no month ${month}.` };
  if (day < 1 || day > daysInMonth(year, month)) return { ok: false, message: `${name} ${year} has no day ${day}.` };
  if (year < 1900 || year > 2200) return { ok: false, message: "Enter a year between 1900 and 2200." };
  return { ok: true, value: `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` };
}

/** What was typed as a day, as a command takes it; what is none goes as it is, so that it is refused by name. */
export function typedDay(text: string): string | undefined {
  const day = parsePlainDate(text);
  return day.ok ? day.value : text.trim() || undefined;
}

/** "20 Nov 2026"; what is not YYYY-MM-DD is shown as it came. */
export function plainDateWords(value: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  const name = match ? monthNames[Number(match[2]) - 1] : undefined;
  return match && name ? `${Number(match[3])} ${name.slice(0, 3)} ${match[1]}` : value;
}
