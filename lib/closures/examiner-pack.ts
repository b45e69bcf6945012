import { z } from "zod";
import { fieldProblemsOf } from "../accounts/command-inputs";
import { operatorText } from "../accounts/operator-text";
import type { FieldProblem } from "../result";
import { closeReasons } from "../lead/enums";
import type { CloseReason } from "../lead/enums";
import { parsePlainDate, plainDateWords } from "../fields/plain-date";
import { addDays } from "./due-dates";
import { kindNames } from "./record-words";
import { reasonWords } from "./reasons";

// The examiner's pack: the records whose cases ended in a period, or a random sample of them by reason, with what it takes
// to check them without the console. Days are of the program's business zone, both included.

/** What a sample is drawn by: the reason of a closing, and each other kind of record by itself. */
export const packGroups = [...closeReasons, "correction", "elsewhere"] as const;
export type PackGroup = (typeof packGroups)[number];

export function packGroupWords(group: PackGroup): string {
  return group === "correction" || group === "elsewhere" ? kindNames[group] : reasonWords(group satisfies CloseReason);
}

/** One pack holds no more; a longer period is asked for in parts. No file of the archive comes near the 4 GB that a ZIP can hold. */
export const packLimits = { records: 500, evidenceFiles: 5_000, evidenceBytes: 1_073_741_824, population: 20_000, trailEntries: 20_000_000 } as const;
export const mostOfEach = 100;

/** How long after asking the archive may be fetched. */
export const packHours = 24;

const day = z.iso.date("Enter a day as 2026-11-20 or 20 Nov 2026.");
/** Two days are compared once both are days. */
const isDay = (text: string) => day.safeParse(text).success;
const seed = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, "Letters, digits, full stops, - and _, at most 64.");
const span = { from: day, to: day, groups: z.array(z.enum(packGroups)).min(1, "Choose at least one.") };

/** Which records. Without a seed one is drawn when the pack is asked for, and kept with it. */
export const packAsk = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("period"), ...span }),
    z.strictObject({ by: z.literal("sample"), ...span, each: z.int(`A number from 1 to ${mostOfEach}.`).min(1, `A number from 1 to ${mostOfEach}.`).max(mostOfEach, `At most ${mostOfEach} of each.`), seed: seed.optional() }),
  ])
  .refine(({ from, to }) => from <= to || !isDay(from) || !isDay(to), { path: ["to"], message: "This is before the first day." });
export type PackAsk = z.infer<typeof packAsk>;

export const askForPackInput = z.strictObject({ packId: z.uuid().transform((id) => id.toLowerCase()), purpose: operatorText(300, "Say what it is for: the examination, the request or the reference."), ask: packAsk });
export type AskForPackInput = z.infer<typeof askForPackInput>;

/** What stands in the address of the screen, as it was typed. */
export type PackForm = { by: PackAsk["by"]; from: string; to: string; groups: PackGroup[]; each: string; seed: string };

const usualDays = 90;
const usualEach = 10;

export function firstPackForm(today: string): PackForm {
  return { by: "period", from: addDays(today, -usualDays), to: today, groups: [...packGroups], each: String(usualEach), seed: "" };
}

export function packFormOf(parameters: URLSearchParams, today: string): PackForm {
  const first = firstPackForm(today);
  const groups = packGroups.filter((group) => parameters.getAll("group").includes(group));
  return {
    by: parameters.get("by") === "sample" ? "sample" : "period",
    from: parameters.get("from") ?? first.from,
    to: parameters.get("to") ?? first.to,
    groups: groups.length > 0 ? groups : first.groups,
    each: parameters.get("each") ?? first.each,
    seed: parameters.get("seed") ?? "",
  };
}

export function packParameters({ by, from, to, groups, each, seed: given }: PackForm): URLSearchParams {
  const parameters = new URLSearchParams({ by, from, to });
  if (by === "sample") parameters.set("each", each);
  if (by === "sample" && given) parameters.set("seed", given);
  if (groups.length < packGroups.length) for (const group of groups) parameters.append("group", group);
  return parameters;
}

/** What was typed as what is asked for, or the fields that are wrong. */
export function readPackForm({ by, from, to, groups, each, seed: given }: PackForm): { ask: PackAsk } | { problems: FieldProblem[] } {
  const sampled = by === "sample" ? { each: /^\d{1,6}$/.test(each.trim()) ? Number(each) : Number.NaN, ...(given.trim() ? { seed: given.trim() } : {}) } : {};
  const parsed = packAsk.safeParse({ by, from: dayTyped(from), to: dayTyped(to), groups, ...sampled });
  return parsed.success ? { ask: parsed.data } : { problems: fieldProblemsOf(parsed.error) };
}

function dayTyped(text: string): string {
  const parsed = parsePlainDate(text);
  return parsed.ok ? parsed.value : text;
}

/** The form of what was asked for once: asking again draws the same. */
export function packFormAgain(ask: PackAsk): PackForm {
  const { by, from, to, groups } = ask;
  return { by, from, to, groups, each: by === "sample" ? String(ask.each) : String(usualEach), seed: by === "sample" ? (ask.seed ?? "") : "" };
}

/** "1 Oct 2026 to 31 Oct 2026", "5 of each reason from … (seed abc)". */
export function packAskWords(ask: PackAsk): string {
  const period = `${plainDateWords(ask.from)} to ${plainDateWords(ask.to)}`;
  const some = ask.groups.length < packGroups.length ? `, ${ask.groups.length} of ${packGroups.length} reasons` : "";
  if (ask.by === "period") return `All that ended ${period}${some}`;
  return `${ask.each} of each reason, of ${period}${some}`;
}

/** How many of a group ended in the period, how many of them the pack takes, and how many of those were purged since. */
export type PackFigure = { group: PackGroup; ended: number; taken: number; purged: number };

/** What a pack would hold. `upTo`: the evidence of a sample that is not drawn yet is at most so much. */
export type PackPreview = {
  figures: PackFigure[];
  records: number;
  evidenceFiles: number;
  evidenceBytes: number;
  upTo: boolean;
  /** From the first of the records up to the end of the trail. */
  trailEntries: number;
  /** Begun by the last day of the period and not ended yet: in no pack. */
  notEnded: number;
  /** Why it cannot be made like this; null where it can. */
  obstacle: string | null;
};

/** `making`: it leaves at this moment. `past`: nobody fetched it in time. */
export type PackStanding = "waiting" | "making" | "made" | "past";

/** One that was asked for. Hashes are hex; times ISO 8601, UTC. */
export type PackView = {
  id: string;
  askedBy: string;
  askedAt: string;
  purpose: string;
  ask: PackAsk;
  records: number;
  made: { at: string; bytes: number; sha256: string; manifestSha256: string } | null;
  standing: PackStanding;
  /** Whether this person asked for it, and nobody else may fetch it. */
  own: boolean;
};

/** "examiner-pack-everyday-2026-11-20-1f3a9c04.zip": no name, no free text. */
export function packFileName(program: string, packId: string, madeOn: string): string {
  return `examiner-pack-${program}-${madeOn}-${packId.slice(0, 8)}.zip`;
}
