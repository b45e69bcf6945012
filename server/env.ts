import "server-only";
import { z } from "zod";
import { Secret } from "./secret";

/** One setting that is missing or wrong; the value itself is never repeated. */
export interface SettingProblem {
  setting: string;
  expected: string;
}

export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly problems: readonly SettingProblem[]) {
    super(`Settings are missing or wrong:\n${problems.map(({ setting, expected }) => `  ${setting}: ${expected}`).join("\n")}`);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

const secret = z.string().transform((value) => new Secret(value));

function url(expected: string, protocols: readonly string[]) {
  return z.string(expected).refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), expected);
}

const databaseUrl = url("expected the address of a PostgreSQL database, postgres://…", ["postgres:", "postgresql:"]);

const database = z.object({
  DATABASE_URL: databaseUrl.pipe(secret),
  MIGRATION_DATABASE_URL: databaseUrl.pipe(secret).optional(),
});

const signIn = z.object({
  NEXTAUTH_URL: url("expected the address at which people open the console, http(s)://…", ["http:", "https:"]),
  NEXTAUTH_SECRET: z.string("expected a random text of 32 characters or more").min(32, "expected a random text of 32 characters or more").pipe(secret),
  OIDC_ISSUER: url("expected the address of the identity provider, http(s)://…", ["http:", "https:"]),
  OIDC_CLIENT_ID: z.string("expected the console's client id at the identity provider").min(1, "expected the console's client id at the identity provider"),
  OIDC_CLIENT_SECRET: z.string("expected the console's client secret at the identity provider").min(1, "expected the console's client secret at the identity provider").pipe(secret),
});

const keyExpected = "expected 32 random bytes in base64 (openssl rand -base64 32)";
const encryption = z.object({
  DATA_ENCRYPTION_KEY: z
    .string(keyExpected)
    .refine((value) => /^[A-Za-z0-9+/]{43}=$/.test(value), keyExpected)
    .pipe(secret),
});

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const portExpected = "expected a port, 1 to 65535";
const offsetExpected = "expected a whole number of milliseconds, for tests only";

const processSchema = z.object({
  LOG_LEVEL: z.enum(logLevels, `expected one of ${logLevels.join(", ")}`).default("info"),
  PORT: z.string().regex(/^\d{1,5}$/, portExpected).transform(Number).refine((port) => port >= 1 && port <= 65_535, portExpected).default(3000),
  CLOCK_OFFSET_MS: z.string().regex(/^-?\d{1,13}$/, offsetExpected).transform(Number).default(0),
});

function wholeNumber(unit: string, least: number, most: number) {
  const expected = `expected a whole number of ${unit}, ${least} to ${most}`;
  return z.string().regex(/^\d{1,9}$/, expected).transform(Number).refine((value) => value >= least && value <= most, expected);
}

const session = z.object({ SESSION_CHECK_SECONDS: wholeNumber("seconds", 1, 60).default(60) });

/** Read by the worker; checked with the rest. */
export const workerSchema = z.object({
  WORKER_POLL_MS: wholeNumber("milliseconds", 10, 600_000).default(1_000),
  WORKER_HEARTBEAT_MS: wholeNumber("milliseconds", 1_000, 600_000).default(60_000),
  WORKER_EXIT_WITH_PARENT: z.enum(["true", "false"], "expected true or false").default("false").transform((value) => value === "true"),
});

const retention = z.object({ CALL_LOG_RETENTION_DAYS: wholeNumber("days", 1, 3_650).default(400) });

const intake = z.object({
  EVENTS_CATCH_UP_SECONDS: wholeNumber("seconds", 10, 86_400).default(300),
  ACCOUNT_NUMBERS_SECONDS: wholeNumber("seconds", 60, 604_800).default(86_400),
});

const anchorSecretExpected = "expected a random text of 16 characters or more, with AUDIT_ANCHOR_URL";
const anchorUrlExpected = "expected an address, https://… (http://… on this machine alone)";
const isAnchorUrl = (value: string) => URL.canParse(value) && (new URL(value).protocol === "https:" || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(value));

/** Where the newest hash of the trail is given away. */
const anchoring = z
  .object({
    AUDIT_ANCHOR_FILE: z.string().startsWith("/", "expected the whole path of a file, which lines are added to").optional(),
    AUDIT_ANCHOR_URL: z.string().refine(isAnchorUrl, anchorUrlExpected).optional(),
    AUDIT_ANCHOR_SECRET: z.string().min(16, anchorSecretExpected).pipe(secret).optional(),
    AUDIT_ANCHOR_SECONDS: wholeNumber("seconds", 1, 86_400).default(3_600),
  })
  .refine((settings) => settings.AUDIT_ANCHOR_URL === undefined || settings.AUDIT_ANCHOR_SECRET !== undefined, { path: ["AUDIT_ANCHOR_SECRET"], message: anchorSecretExpected });

/** Every setting of the console, the worker and what runs beside them; the programs' own aside. */
const schemas = [database, signIn, encryption, processSchema, session, workerSchema, retention, intake, anchoring];
export const settingNames: readonly string[] = schemas.flatMap((schema) => Object.keys(schema.shape));

type Parsed<T> = { value: T; problems: [] } | { value: undefined; problems: SettingProblem[] };

function parse<Schema extends z.ZodType>(schema: Schema, environment: Environment): Parsed<z.infer<Schema>> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(present);
  if (result.success) return { value: result.data, problems: [] };
  const problems = new Map(result.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  return { value: undefined, problems: [...problems].map(([setting, expected]) => ({ setting, expected })) };
}

/** The settings of one schema; throws SettingsError. */
export function readSettings<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.infer<Schema> {
  const parsed = parse(schema, environment);
  if (parsed.value === undefined) throw new SettingsError(parsed.problems);
  return parsed.value;
}

/** Reads once per process; a wrong setting throws SettingsError every time. */
function once<Schema extends z.ZodType, T>(schema: Schema, shape: (settings: z.infer<Schema>) => T): () => T {
  let settings: { value: T } | undefined;
  return () => (settings ??= { value: shape(readSettings(schema, process.env)) }).value;
}

/** `migrationUrl` owns the tables; without MIGRATION_DATABASE_URL it is the same as `url`. */
export const databaseSettings = once(database, (settings) => ({
  url: settings.DATABASE_URL,
  migrationUrl: settings.MIGRATION_DATABASE_URL ?? settings.DATABASE_URL,
  separateOwner: settings.MIGRATION_DATABASE_URL !== undefined,
}));

export const signInSettings = once(signIn, (settings) => ({
  consoleUrl: settings.NEXTAUTH_URL,
  sessionSecret: settings.NEXTAUTH_SECRET,
  issuer: settings.OIDC_ISSUER,
  clientId: settings.OIDC_CLIENT_ID,
  clientSecret: settings.OIDC_CLIENT_SECRET,
}));

/** The key (base64 of 32 bytes) for what is kept encrypted: sign-in tokens and drafts. */
export const encryptionSettings = once(encryption, (settings) => ({ key: settings.DATA_ENCRYPTION_KEY }));

export const processSettings = once(processSchema, (settings) => ({
  logLevel: settings.LOG_LEVEL,
  port: settings.PORT,
  clockOffsetMs: settings.CLOCK_OFFSET_MS,
}));

/** SESSION_CHECK_SECONDS: how old what we know of a person's groups may be. */
export const sessionSettings = once(session, (settings) => ({ checkSeconds: settings.SESSION_CHECK_SECONDS }));

/** How long the log of calls to Lead is kept. */
export const retentionSettings = once(retention, (settings) => ({ callLogDays: settings.CALL_LOG_RETENTION_DAYS }));

/** How often Lead's list of events is looked through for what was missed, and its list of account numbers read again. */
export const intakeSettings = once(intake, (settings) => ({
  eventsEverySeconds: settings.EVENTS_CATCH_UP_SECONDS,
  numbersEverySeconds: settings.ACCOUNT_NUMBERS_SECONDS,
}));

/** Where and how often the trail's newest hash is given away; nowhere where neither is set. */
export const anchorSettings = once(anchoring, (settings) => ({
  file: settings.AUDIT_ANCHOR_FILE,
  url: settings.AUDIT_ANCHOR_URL,
  secret: settings.AUDIT_ANCHOR_SECRET,
  everySeconds: settings.AUDIT_ANCHOR_SECONDS,
}));

/** Everything that is missing or wrong at once, for a start that stops with one complete message. Programs aside. */
export function settingProblems(environment: Environment = process.env): SettingProblem[] {
  return schemas.flatMap((schema) => parse<z.ZodType>(schema, environment).problems);
}
