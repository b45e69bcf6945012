import { z } from "zod";
import type { FieldProblem } from "../result";

const plainDay = z.iso.date("Not a date on the calendar.").optional();

/** Plain dates in the program's zone: when what it rests on was served on the program, and when it runs out. */
export const holdDaysShape = { servedOn: plainDay, expiresOn: plainDay };

export type HoldDays = { servedOn?: string; expiresOn?: string };

/** What of the days of a hold contradicts itself, whatever day it is. */
export function holdDaysConflict({ servedOn, expiresOn }: HoldDays): FieldProblem | null {
  return servedOn !== undefined && expiresOn !== undefined && expiresOn < servedOn ? { path: "expiresOn", message: "This is before the day on which it was served." } : null;
}

/** What of the days of a hold cannot be on the day on which it is placed. `today`: the program's business day. */
export function holdDayProblems({ servedOn, expiresOn }: HoldDays, today: string): FieldProblem[] {
  return [
    ...(servedOn !== undefined && servedOn > today ? [{ path: "servedOn", message: "This day has not come yet." }] : []),
    ...(expiresOn !== undefined && expiresOn < today ? [{ path: "expiresOn", message: "This day has passed." }] : []),
  ];
}
