import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultLetterTexts } from "@/lib/closures/letter-texts";
import { defaultNoticeRules } from "@/lib/closures/notice-rules";
import { settingNames, settingProblems, SettingsError } from "./env";
import { readPrograms } from "./programs";
import type { ProgramConfiguration } from "./programs";
import { noticeTermsOf } from "./notice-settings";

const complete = {
  DATABASE_URL: "postgres://app:pass-word-1@127.0.0.1/console",
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "n".repeat(32),
  OIDC_ISSUER: "http://localhost:4020",
  OIDC_CLIENT_ID: "account-console",
  OIDC_CLIENT_SECRET: "client-secret",
  DATA_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
};

describe("settings", () => {
  it("are enough where the required ones are there", () => {
    expect(settingProblems(complete)).toEqual([]);
    expect(settingProblems({ ...complete, MIGRATION_DATABASE_URL: "", LOG_LEVEL: "warn", PORT: "3100" })).toEqual([]);
  });

  it.each(Object.keys(complete))("name %s when it is missing", (setting) => {
    expect(settingProblems({ ...complete, [setting]: "" }).map((problem) => problem.setting)).toEqual([setting]);
  });

  it.each([
    ["DATABASE_URL", "mysql://somewhere-odd"],
    ["NEXTAUTH_URL", "localhost-without-scheme"],
    ["NEXTAUTH_SECRET", "too-short-a-secret"],
    ["DATA_ENCRYPTION_KEY", "not-thirty-two-bytes"],
    ["LOG_LEVEL", "chatty-level"],
    ["PORT", "99999"],
    ["CLOCK_OFFSET_MS", "one-hour"],
    ["SESSION_CHECK_SECONDS", "601"],
    ["WORKER_POLL_MS", "at-once"],
    ["WORKER_HEARTBEAT_MS", "999"],
    ["WORKER_EXIT_WITH_PARENT", "perhaps"],
    ["CALL_LOG_RETENTION_DAYS", "-7"],
    ["EVENTS_CATCH_UP_SECONDS", "9"],
    ["ACCOUNT_NUMBERS_SECONDS", "daily"],
    ["AUDIT_ANCHOR_FILE", "anchors-beside-it.jsonl"],
    ["AUDIT_ANCHOR_SECRET", "too-short"],
    ["AUDIT_ANCHOR_SECONDS", "now-and-then"],
  ])("say what %s must be and never what it is", (setting, value) => {
    const problems = settingProblems({ ...complete, [setting]: value });
    expect(problems.map((problem) => problem.setting)).toEqual([setting]);
    expect(new SettingsError(problems).message).toContain("expected");
    expect(new SettingsError(problems).message).not.toContain(value);
  });
});

it("an address for the trail's hashes is a safe one, and has its secret", () => {
  const settingsOf = (more: Record<string, string>) => settingProblems({ ...complete, ...more }).map(({ setting }) => setting);
  const AUDIT_ANCHOR_SECRET = "a".repeat(16);
  expect(settingsOf({ AUDIT_ANCHOR_URL: "https://anchors.example/in" })).toEqual(["AUDIT_ANCHOR_SECRET"]);
  expect(settingsOf({ AUDIT_ANCHOR_URL: "http://anchors.example/in", AUDIT_ANCHOR_SECRET })).toEqual(["AUDIT_ANCHOR_URL"]);
  for (const AUDIT_ANCHOR_URL of ["https://anchors.example/in", "http://127.0.0.1:9000/in"]) expect(settingsOf({ AUDIT_ANCHOR_URL, AUDIT_ANCHOR_SECRET })).toEqual([]);
});

describe("the README", () => {
  it.each(settingNames)("tells of %s", (setting) => {
    expect(readFileSync("README.md", "utf8")).toContain(`\`${setting}\``);
  });
});

describe("programs", () => {
  const program: ProgramConfiguration = {
    slug: "everyday",
    name: "Everyday Checking",
    environment: "sandbox",
    baseUrl: "https://api.sandbox.lead.bank/",
    credentials: [{ clientIdVariable: "EVERYDAY_ID", clientSecretVariable: "EVERYDAY_SECRET" }],
    supportedCapabilities: ["deposit"],
    roles: { program_manager: ["managers"], compliance: ["compliance"], support: [], auditor: [], administrator: [] },
    creditor: { name: "Lead Bank", address: "Kansas City" },
    agency: { name: "Agency", address: "Washington" },
  };
  const secrets = { EVERYDAY_ID: "id-1", EVERYDAY_SECRET: "secret-value-1" };
  const read = (...configured: object[]) => readPrograms({ PROGRAMS: JSON.stringify(configured), ...secrets });

  it("resolve their credentials and fill in what is left out", () => {
    const [everyday] = read(program);
    expect(everyday).toMatchObject({
      slug: "everyday",
      baseUrl: "https://api.sandbox.lead.bank",
      timeZone: "America/Chicago",
      resendWindowSeconds: 3_600,
      backgroundCallsPerSecond: 10,
      clientIdLookup: false,
      refresh: { openEverySeconds: 86_400, changedEverySeconds: 3_600, closedEverySeconds: 2_592_000 },
      limits: { attemptTimeoutMs: 5_000, actionDeadlineMs: 8_000 },
    });
    expect(everyday?.credentials[0]?.clientSecret.reveal()).toBe("secret-value-1");
    expect(JSON.stringify(everyday)).not.toContain("secret-value-1");
  });

  it("resolve the secrets of what comes in signed, where they take any", () => {
    expect(read(program)[0]).toMatchObject({ announcements: undefined, webhooks: undefined });
    const signed = { ...program, announcements: { secretVariables: ["NEW_SECRET", "OLD_SECRET"] }, webhooks: { secretVariables: ["LEAD_SECRET"], toleranceSeconds: 60 } };
    const environment = { PROGRAMS: JSON.stringify([signed]), ...secrets, NEW_SECRET: "the-newer-secret-value", OLD_SECRET: "the-older-secret-value", LEAD_SECRET: "the-secret-of-lead-1" };
    const [everyday] = readPrograms(environment);
    expect(everyday?.announcements?.secrets.map((secret) => secret.reveal())).toEqual(["the-newer-secret-value", "the-older-secret-value"]);
    expect(everyday).toMatchObject({ announcements: { toleranceSeconds: 300 }, webhooks: { toleranceSeconds: 60 } });
    expect(JSON.stringify(everyday)).not.toContain("secret-value");
    expect(() => readPrograms({ ...environment, OLD_SECRET: "too-short" })).toThrow(/^(?!.*too-short)[\s\S]*OLD_SECRET/);
    expect(() => readPrograms({ ...environment, LEAD_SECRET: "" })).toThrow("LEAD_SECRET");
  });

  it("take their notices' parties, wording and lists, and ours where they are left out", () => {
    const { creditor: _creditor, agency: _agency, ...bare } = program;
    const termsOf = (...configured: object[]) => read(...configured).map(noticeTermsOf)[0];
    expect(termsOf(bare)).toMatchObject({ creditors: [{ name: "Lead Bank" }], agency: { name: expect.stringContaining("Federal Deposit Insurance Corporation") }, partiesAreDefault: true, contact: null, texts: defaultLetterTexts, rules: defaultNoticeRules });
    const own = { contact: "Desk 9, 800 555 0199", letter: { heading: "About your {product}" }, reasons: [{ code: "late", text: "Payments were late" }], insufficientPhrases: [] };
    const both = { ...program, creditor: [{ name: "Lead Bank", address: "Kansas City" }, { name: "Growth Inc.", address: "Denver" }], notices: own };
    expect(termsOf(both)).toMatchObject({ creditors: both.creditor, partiesAreDefault: false, contact: own.contact, texts: { heading: "About your {product}", action: defaultLetterTexts.action }, rules: { reasons: [{ code: "late", group: "terminating" }], phrases: [] } });
    const wrong = (notices: object) => () => read({ ...program, notices });
    expect(wrong({ letter: { equalCredit: "Some agency" } })).toThrow("notices.letter.equalCredit");
    expect(wrong({ reasons: [{ code: "policy", text: "Internal policy" }] })).toThrow("notices.reasons");
    expect(wrong({ phone: "1" })).toThrow("notices");
    expect(() => read({ ...program, creditor: [] })).toThrow("creditor");
  });

  it("ask a second person where COMPLIANCE says so, until they are told otherwise", () => {
    const closing = { client_closed: true, charged_off: true, entity_closed: false, paid_off: false, canceled: false };
    const holdRelease = { "court-or-levy": true, sanctions: true, fraud: false, deceased: false, dispute: false, "returned-mail": false, other: false };
    const usual = { closing, openScra: true, correction: true, holdRelease, remindAfterBusinessDays: 2, expireAfterBusinessDays: 5 };
    expect(read(program)[0]?.approvals).toEqual(usual);
    const approvals = { closing: { client_closed: false, canceled: true }, webhook: { url: "http://127.0.0.1:9/hook", secretVariable: "HOOK_SECRET" } };
    const [changed] = readPrograms({ PROGRAMS: JSON.stringify([{ ...program, approvals }]), ...secrets, HOOK_SECRET: "the-secret-of-the-hook" });
    expect(changed?.approvals).toMatchObject({ ...usual, closing: { ...closing, client_closed: false, canceled: true }, webhook: { url: "http://127.0.0.1:9/hook" } });
    expect(changed?.approvals.webhook?.secret.reveal()).toBe("the-secret-of-the-hook");
    expect(JSON.stringify(changed)).not.toContain("the-secret-of-the-hook");
  });

  it.each<[string, object, string]>([
    ["no slug", { ...program, slug: undefined }, "slug"],
    ["a slug that cannot be in an address", { ...program, slug: "Every day" }, "slug"],
    ["an unknown environment", { ...program, environment: "staging" }, "environment"],
    ["http outside the simulator", { ...program, baseUrl: "http://api.sandbox.lead.bank" }, "baseUrl"],
    ["an unknown capability", { ...program, supportedCapabilities: ["loan"] }, "supportedCapabilities"],
    ["an unknown role", { ...program, roles: { ...program.roles, boss: ["x"] } }, "roles"],
    ["no such time zone", { ...program, timeZone: "America/Springfield" }, "timeZone"],
    ["three credential pairs", { ...program, credentials: Array(3).fill(program.credentials[0]) }, "credentials"],
    ["approvals that are no table by reason", { ...program, approvals: { closing: false } }, "approvals.closing: expected true or false by reason"],
    ["approvals for a reason that Lead does not know", { ...program, approvals: { closing: { bored: true } } }, "approvals.closing"],
    ["approvals that are neither wanted nor not", { ...program, approvals: { closing: { paid_off: "maybe" } } }, "approvals.closing.paid_off: expected true or false"],
    ["a request that expires at once", { ...program, approvals: { expireAfterBusinessDays: 0 } }, "approvals.expireAfterBusinessDays: expected business days, 1 or more"],
    ["a reminder after the end", { ...program, approvals: { remindAfterBusinessDays: 5 } }, "approvals.remindAfterBusinessDays: expected less than expireAfterBusinessDays"],
    ["a webhook over plain http", { ...program, approvals: { webhook: { url: "http://hooks.example.test/", secretVariable: "HOOK_SECRET" } } }, "approvals.webhook.url: expected https://"],
    ["a webhook without its secret", { ...program, approvals: { webhook: { url: "https://hooks.example.test/", secretVariable: "HOOK_SECRET" } } }, "HOOK_SECRET: expected a random text"],
    ["a pace that nobody means", { ...program, backgroundCallsPerSecond: 0 }, "expected calls per second, 0.1 to 500"],
    ["a refresh without a pause", { ...program, refresh: { openEverySeconds: 1 } }, "refresh.openEverySeconds: expected seconds, 60 or more"],
    ["closed accounts read more often than open ones", { ...program, refresh: { closedEverySeconds: 3_600 } }, "refresh.closedEverySeconds: expected no less than openEverySeconds"],
    ["what changed read less often than the rest", { ...program, refresh: { changedEverySeconds: 90_000 } }, "refresh.changedEverySeconds: expected no more than openEverySeconds"],
    ["a setting nobody knows", { ...program, colour: "red" }, "colour"],
  ])("are refused with %s, by name", (_name, configured, word) => {
    expect(() => read(configured)).toThrow(word);
  });

  it("are refused when a credential, a slug or the list itself is missing", () => {
    expect(() => readPrograms({ PROGRAMS: JSON.stringify([program]), EVERYDAY_ID: "id-1" })).toThrow("EVERYDAY_SECRET");
    expect(() => read(program, program)).toThrow("everyday is there twice");
    expect(() => read()).toThrow("at least one program");
    expect(() => readPrograms({})).toThrow("PROGRAMS_FILE");
    expect(() => readPrograms({ PROGRAMS: "{secret-value" })).toThrow(/^(?!.*secret-value)[\s\S]*JSON/);
    expect(() => readPrograms({ PROGRAMS_FILE: "/nowhere/programs.json" })).toThrow("can be read");
  });
});
