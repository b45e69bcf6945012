import { z } from "zod";
import { addDays } from "../closures/due-dates";
import { addMonths } from "../closures/retention";
import { csvLine } from "../csv";
import { plainParameters } from "../directory-query";
import type { ExportFormat } from "../export-filter";
import type { ContactChannel } from "./command-inputs";

/** What is due where the owner of an account is not heard of (COMPLIANCE, Inactive). */
export const dormancySteps = ["contact", "deactivate", "report"] as const;
export type DormancyStep = (typeof dormancySteps)[number];

export const dormancyStepRows = {
  contact: { label: "Contact the owner", tone: "warn" },
  deactivate: { label: "Deactivate as dormant", tone: "warn" },
  report: { label: "Report as unclaimed", tone: "stop" },
} satisfies Record<DormancyStep, { label: string; tone: "warn" | "stop" }>;

type MonthsByState = Readonly<Record<string, number>>;

/** Months without the owner; `…ByState` by two letters. */
export type DormancySettings = {
  contactAfterMonths: number; contactAfterMonthsByState: MonthsByState;
  deactivateAfterMonths: number; deactivateAfterMonthsByState: MonthsByState;
  reportAfterMonths: number; reportAfterMonthsByState: MonthsByState;
};

export type Silence = { silentSince: string; state: string | null; status: string };

/** The program's months for a step, and those of states that have their own. */
export function monthsOf(step: DormancyStep, settings: DormancySettings): { usual: number; states: MonthsByState } {
  return { usual: settings[`${step}AfterMonths`], states: settings[`${step}AfterMonthsByState`] };
}

function monthsIn(step: DormancyStep, settings: DormancySettings, state: string | null): number {
  const { usual, states } = monthsOf(step, settings);
  return (state === null ? undefined : states[state]) ?? usual;
}

/** The day on which each step is due; an account that is inactive already is not deactivated. Plain dates. */
export function dormancyDates({ silentSince, state, status }: Silence, settings: DormancySettings): { step: DormancyStep; on: string }[] {
  const steps = dormancySteps.filter((step) => step !== "deactivate" || status === "active").map((step) => ({ step, on: addMonths(silentSince, monthsIn(step, settings, state)) }));
  return steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The last day since which an owner must have been silent for so many months to be over today. */
export function silentAtLeast(months: number, today: string): string {
  let day = addMonths(today, -months);
  while (addMonths(addDays(day, 1), months) <= today) day = addDays(day, 1);
  while (addMonths(day, months) > today) day = addDays(day, -1);
  return day;
}

/** By which silence a step is due: for every state that has its own months, and for the rest. */
export function dormancyCutoffs(step: DormancyStep, settings: DormancySettings, today: string): { states: Record<string, string>; others: string } {
  const { usual, states } = monthsOf(step, settings);
  return {
    states: Object.fromEntries(Object.entries(states).map(([state, months]) => [state, silentAtLeast(months, today)])),
    others: silentAtLeast(usual, today),
  };
}

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const cursor = optional(z.string().regex(/^[\w-]{4,400}$/));
const urlSchema = z.object({ step: optional(z.enum(dormancySteps)), state: optional(z.string().regex(/^[A-Z]{2}$/)), after: cursor, before: cursor });

export type DormancyQuery = z.infer<typeof urlSchema>;
export type DormancyFilter = Pick<DormancyQuery, "step" | "state">;

/** Reads an address; what makes no sense in it is left out. */
export function parseDormancyQuery(parameters: Parameters<typeof plainParameters>[0]): DormancyQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeDormancyQuery({ step, state, after, before }: DormancyQuery): string {
  const entries = Object.entries({ step, state, ...(after === undefined ? { before } : { after }) }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(entries).toString();
}

export type DormantAccount = Silence & {
  accountId: string;
  productName: string;
  statusReason: string | null;
  contact: { at: string; channel: ContactChannel } | null;
  activityOn: string | null;
  /** The steps that are due, the last one last, and the next one to come. */
  due: { step: DormancyStep; on: string }[];
  next: { step: DormancyStep; on: string } | null;
};

export type DormancyPage = { accounts: DormantAccount[]; next: string | null; previous: string | null };

const columns: readonly { name: string; value: (account: DormantAccount) => string | null }[] = [
  { name: "account_id", value: ({ accountId }) => accountId },
  { name: "product", value: ({ productName }) => productName },
  { name: "status", value: ({ status }) => status },
  { name: "status_reason", value: ({ statusReason }) => statusReason },
  { name: "owner_state", value: ({ state }) => state },
  { name: "last_contact_at", value: ({ contact }) => contact?.at ?? null },
  { name: "last_contact_channel", value: ({ contact }) => contact?.channel ?? null },
  { name: "last_activity_on", value: ({ activityOn }) => activityOn },
  { name: "silent_since", value: ({ silentSince }) => silentSince },
  ...dormancySteps.map((step) => ({ name: `${step}_due_on`, value: ({ due, next }: DormantAccount) => [...due, ...(next ? [next] : [])].find((one) => one.step === step)?.on ?? null })),
];

export type DormancyExportHead = { program: string; filter: DormancyFilter; asOf: string; today: string; accounts: number };

/** How each format begins and goes on. */
export const dormancyText: Record<ExportFormat, { contentType: string; head: (head: DormancyExportHead) => string; line: (account: DormantAccount) => string }> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: ({ program, filter, asOf, today, accounts }) => `# dormancy of ${program}; ${serializeDormancyQuery(filter) || "all steps"}; as of ${asOf}; business day ${today}; ${accounts} accounts\r\n${csvLine(columns.map(({ name }) => name))}`,
    line: (account) => csvLine(columns.map(({ value }) => value(account) ?? "")),
  },
  jsonl: {
    contentType: "application/x-ndjson; charset=utf-8",
    head: ({ program, filter, asOf, today, accounts }) => `${JSON.stringify({ export: "dormancy", program, filter, as_of: asOf, business_day: today, accounts })}\n`,
    line: (account) => `${JSON.stringify(Object.fromEntries(columns.map(({ name, value }) => [name, value(account)])))}\n`,
  },
};
