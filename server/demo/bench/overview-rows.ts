import { addDays } from "../../../lib/closures/due-dates";
import { businessDate } from "../../../lib/format";
import type { Result } from "../../../lib/result";
import { overview } from "../../queries/overview";
import { askAll } from "./measured";
import type { Ask, Measured } from "./measured";

function answered(result: Result<unknown>): void {
  if (!result.ok) throw new Error(result.problem.title);
}

/** The figures of now and of a past day: sums by day, whose number does not grow with the accounts. */
export const overviewRows: readonly Measured[] = [
  {
    name: "overview, now and as of a past day",
    unit: "ms",
    target: 150,
    mostRows: () => 100,
    measure: (bench) => {
      const { caller } = bench;
      const today = businessDate(new Date(), caller.program.timeZone);
      const questions = [undefined, addDays(today, -1)].map((day): Ask => async (db) => answered(await overview(caller, day, db)));
      return askAll(bench, questions, 1);
    },
  },
];
