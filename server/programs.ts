import "server-only";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { capabilities } from "@/lib/lead/enums";
import { roles } from "@/lib/permissions";
import { approvalSettings } from "./approval-settings";
import type { ApprovalSettings } from "./approval-settings";
import { dormancySettings } from "./dormancy-settings";
import { SettingsError } from "./env";
import type { Environment, SettingProblem } from "./env";
import { Secret } from "./secret";
import { agencySetting, creditorSetting, noticeSettings } from "./notice-settings";
import { isSecure, isWebAddress, variableName } from "./setting-kinds";

const milliseconds = z.int().min(1).max(600_000);

const limits = z.strictObject({
  /** One try at Lead. */
  attemptTimeoutMs: milliseconds.default(5_000),
  /** Everything that one action asks of Lead, all tries together. */
  actionDeadlineMs: milliseconds.default(8_000),
  /** The first pause between tries; it doubles. `Retry-After` goes before it. */
  retryDelayMs: milliseconds.default(250),
});

const callsPerSecond = "expected calls per second, 0.1 to 500";

const period = z.int().min(60, "expected seconds, 60 or more").max(31_536_000, "expected seconds, at most a year");

/** Within which time an account is read again: an open one, one that changed within a day, a closed one. */
const refresh = z
  .strictObject({ openEverySeconds: period.default(86_400), changedEverySeconds: period.default(3_600), closedEverySeconds: period.default(2_592_000) })
  .refine(({ openEverySeconds, changedEverySeconds }) => changedEverySeconds <= openEverySeconds, { path: ["changedEverySeconds"], message: "expected no more than openEverySeconds" })
  .refine(({ openEverySeconds, closedEverySeconds }) => openEverySeconds <= closedEverySeconds, { path: ["closedEverySeconds"], message: "expected no less than openEverySeconds" });

/** What comes in signed: the variables of its secrets, newest first, two while rotating. */
const signedIntake = z.strictObject({
  secretVariables: z.array(variableName).min(1).max(2),
  /** How far the signature's time may be from the database's. */
  toleranceSeconds: z.int().min(1).max(259_200).default(300),
});

const groups = z.array(z.string().min(1)).default([]);

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: value }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

const baseUrl = z
  .string()
  .refine(isWebAddress, "expected an address, https://…")
  .transform((value) => value.replace(/\/+$/, ""));

const programSchema = z
  .strictObject({
    slug: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "expected lower-case letters, digits and -, at most 40"),
    name: z.string().min(1),
    environment: z.enum(["simulator", "sandbox", "production"]),
    baseUrl,
    /** Newest first; two while rotating. */
    credentials: z.array(z.strictObject({ clientIdVariable: variableName, clientSecretVariable: variableName })).min(1).max(2),
    supportedCapabilities: z.array(z.enum(capabilities)).min(1),
    /** Whether Lead offers GET /v0/accounts?client_account_id= to this program (FACTS 3.2). */
    clientIdLookup: z.boolean().default(false),
    /** Ids that the partner's own services announce; none is taken where it is left out. */
    announcements: signedIntake.optional(),
    /** Lead's webhooks (FACTS 9); none is taken where it is left out. */
    webhooks: signedIntake.optional(),
    timeZone: z.string().refine(isTimeZone, "expected an IANA time zone, such as America/Chicago").default("America/Chicago"),
    /** How long a command whose answer was lost is sent again by itself. */
    resendWindowSeconds: z.int().min(0).max(86_400).default(3_600),
    /** How fast imports and other work in the background may call Lead; people's own calls come out of it first. */
    backgroundCallsPerSecond: z.number().min(0.1, callsPerSecond).max(500, callsPerSecond).default(10),
    /** Within which time the accounts count together that one person acts on in bulk; above a number another lets it run. */
    bulkPeriodSeconds: z.int().min(60, "expected seconds, 60 or more").max(2_592_000, "expected seconds, at most 30 days").default(86_400),
    /** Within how many business days compliance answers a caller who was handed over. */
    handoverDays: z.int().min(0, "expected business days, 0 or more").max(30, "expected business days, at most 30").default(1),
    refresh: refresh.default(() => refresh.parse({})),
    limits: limits.default(() => limits.parse({})),
    roles: z.strictObject(Object.fromEntries(roles.map((role) => [role, groups])) as Record<(typeof roles)[number], typeof groups>),
    /** Named on an adverse action notice (Reg B 1002.9(a)(2)). */
    creditor: creditorSetting.optional(),
    agency: agencySetting.optional(),
    notices: noticeSettings.prefault({}),
    /** How long the record of a closing is kept, from the later of its notice and its end; the law's floor of 25 months stands under it. */
    retention: z.strictObject({ years: z.int().min(3, "expected years, 3 or more").max(100, "expected years, at most 100").default(7) }).default({ years: 7 }),
    /** Where a second person is asked (COMPLIANCE, Closing by reason). */
    approvals: approvalSettings.prefault({}),
    /** When an account counts as without its owner (COMPLIANCE, Inactive). */
    dormancy: dormancySettings.prefault({}),
  })
  .refine((program) => program.environment === "simulator" || isSecure(program.baseUrl), {
    path: ["baseUrl"],
    message: "expected https:// outside the simulator",
  });

export type ProgramConfiguration = z.input<typeof programSchema>;
type Configured = z.infer<typeof programSchema>;

export interface ProgramCredentials {
  clientId: Secret;
  clientSecret: Secret;
}

/** What comes in signed, with its secrets resolved. */
export interface SignedIntake {
  secrets: Secret[];
  toleranceSeconds: number;
}

/** A program with its credentials and secrets resolved. */
export type Program = Omit<Configured, "credentials" | "announcements" | "webhooks" | "approvals"> & {
  credentials: ProgramCredentials[];
  approvals: ApprovalSettings;
  announcements?: SignedIntake;
  webhooks?: SignedIntake;
};

const secretExpected = "expected a random text of 16 characters or more";

function resolveSecrets(program: Configured, way: "announcements" | "webhooks", environment: Environment, problems: SettingProblem[]): SignedIntake | undefined {
  const configured = program[way];
  if (!configured) return undefined;
  const secrets = configured.secretVariables.map((variable) => resolveSecret(program, variable, way, environment, problems));
  return { secrets, toleranceSeconds: configured.toleranceSeconds };
}

function resolveSecret(program: Configured, variable: string, use: string, environment: Environment, problems: SettingProblem[]): Secret {
  const value = environment[variable] ?? "";
  if (value.length < 16) problems.push({ setting: variable, expected: `${secretExpected}: the secret of program ${program.slug} for ${use}` });
  return new Secret(value);
}

function resolveApprovals(program: Configured, environment: Environment, problems: SettingProblem[]): ApprovalSettings {
  const { webhook, ...settings } = program.approvals;
  if (!webhook) return settings;
  return { ...settings, webhook: { url: webhook.url, secret: resolveSecret(program, webhook.secretVariable, "the approvals webhook", environment, problems) } };
}

function resolveCredentials(program: Configured, environment: Environment, problems: SettingProblem[]): ProgramCredentials[] {
  const read = (variable: string, what: string) => {
    const value = environment[variable];
    if (!value) problems.push({ setting: variable, expected: `expected the ${what} of program ${program.slug}` });
    return new Secret(value ?? "");
  };
  return program.credentials.map(({ clientIdVariable, clientSecretVariable }) => ({
    clientId: read(clientIdVariable, "client id"),
    clientSecret: read(clientSecretVariable, "client secret"),
  }));
}

function readConfiguration(environment: Environment): { setting: string; text: string } {
  const { PROGRAMS_FILE: file, PROGRAMS: text } = environment;
  if (!file) {
    if (text) return { setting: "PROGRAMS", text };
    throw new SettingsError([{ setting: "PROGRAMS_FILE", expected: "expected the path of a JSON file with the programs (or PROGRAMS with the JSON itself)" }]);
  }
  try {
    return { setting: "PROGRAMS_FILE", text: readFileSync(file, "utf8") };
  } catch {
    throw new SettingsError([{ setting: "PROGRAMS_FILE", expected: "expected the path of a file that can be read" }]);
  }
}

/** Reads and checks the programs. Throws SettingsError with everything that is missing or wrong, never a value. */
export function readPrograms(environment: Environment): Program[] {
  const { setting, text } = readConfiguration(environment);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SettingsError([{ setting, expected: "expected JSON: a list of programs" }]);
  }
  const parsed = z.array(programSchema).min(1, "expected at least one program").safeParse(json);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((issue) => ({ setting: `${setting} ${z.core.toDotPath(issue.path)}`.trim(), expected: issue.message })));
  }
  const problems: SettingProblem[] = [];
  const slugs = parsed.data.map((program) => program.slug);
  const repeated = slugs.find((slug, index) => slugs.indexOf(slug) !== index);
  if (repeated !== undefined) problems.push({ setting, expected: `expected each slug once; ${repeated} is there twice` });
  const programs = parsed.data.map((program) => ({
    ...program,
    credentials: resolveCredentials(program, environment, problems),
    announcements: resolveSecrets(program, "announcements", environment, problems),
    webhooks: resolveSecrets(program, "webhooks", environment, problems),
    approvals: resolveApprovals(program, environment, problems),
  }));
  if (problems.length > 0) throw new SettingsError(problems);
  return programs;
}

let configured: Program[] | undefined;

/** The programs of this process, read once. */
export function programs(): Program[] {
  configured ??= readPrograms(process.env);
  return configured;
}

export function programBySlug(slug: string): Program | undefined {
  return programs().find((program) => program.slug === slug);
}
