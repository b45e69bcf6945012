import "server-only";
import type { Database } from "../db/client";
import { checkSettlement } from "../directory/account-number-settlement";
import type { Program } from "../programs";
import { workOnAnnounced } from "./announced-work";
import { peopleAreAsking } from "./give-way";
import { workOnEvents } from "./lead-events";
import { eventList, numberList } from "./lead-lists";
import { walkOn } from "./lead-walk";

type Job = { name: string; run(stopping: AbortSignal): Promise<number> };
type Every = { eventsEverySeconds: number; numbersEverySeconds: number };

/** The worker's part of what comes in from outside, in one program. Several workers may do it at once. */
export function intakeJobs(db: Database, program: Program, every: Every): Job[] {
  const events = eventList(db, program, every.eventsEverySeconds);
  const numbers = numberList(db, program, every.numbersEverySeconds);
  // A page a round and nothing found: so a walk makes one call for each WORKER_POLL_MS.
  const walked = async (step: Promise<unknown>) => {
    await step;
    return 0;
  };
  return [
    { name: `announced-${program.slug}`, run: behindPeople(db, program.slug, async (stopping) => {
      const { settled, unavailable } = await workOnAnnounced({ db }, program, stopping);
      return { found: settled, unavailable };
    }) },
    { name: `events-${program.slug}`, run: () => workOnEvents(db, program.slug) },
    { name: `settlements-${program.slug}`, run: behindPeople(db, program.slug, async () => {
      const { checked, unavailable } = await checkSettlement({ db }, program);
      return { found: checked, unavailable };
    }) },
    { name: `event-list-${program.slug}`, run: () => walked(walkOn({ db }, program.slug, events)) },
    { name: `number-list-${program.slug}`, run: () => walked(walkOn({ db }, program.slug, numbers)) },
  ];
}

const firstRestMs = 5_000;
const longestRestMs = 900_000;
/** How many rounds in a row people go first. */
const mostWaits = 3;

type Work = (stopping: AbortSignal) => Promise<{ found: number; unavailable: boolean }>;

/**
 * Gives way while people ask Lead, and leaves Lead alone while it gives no answer to use: 5 seconds at first, doubling
 * to 15 minutes.
 */
function behindPeople(db: Database, program: string, work: Work): Job["run"] {
  let [restsUntilMs, failures, waits] = [0, 0, 0];
  return async (stopping) => {
    if (performance.now() < restsUntilMs) return 0;
    if (waits < mostWaits && (await peopleAreAsking(db, program))) {
      waits += 1;
      return 0;
    }
    waits = 0;
    const { found, unavailable } = await work(stopping);
    failures = unavailable ? failures + 1 : 0;
    if (unavailable) restsUntilMs = performance.now() + Math.min(longestRestMs, firstRestMs * 2 ** (failures - 1));
    return found;
  };
}
