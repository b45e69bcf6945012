import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/closures/due-dates";
import type { DirectoryQuery } from "@/lib/directory-query";
import { startOfDay } from "@/lib/fields/zoned-time";
import { businessDate } from "@/lib/format";
import { inactiveBandOf, inactiveBandStarts, weeksUpTo } from "@/lib/overview";
import type { Overview } from "@/lib/overview";
import { capabilityList, closedList, inactiveList, openStatuses, openedList, scraEndingList, staleList, statusList } from "@/lib/overview-lists";
import { permissionsOf, roles } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { openDatabase } from "../db/client";
import { commands } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { addUpFigures } from "../directory/figures";
import { countAges } from "../refresh/directory-ages";
import { accountCounts } from "./account-list-counts";
import type { Caller } from "./authorise";
import { overview } from "./overview";
import { becameInactive, changeAccount, enterAccounts, plainAccounts } from "./test-generated-accounts";
import type { PlainAccount } from "./test-generated-accounts";

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl);
  owner = openDatabase(database.ownerUrl, 2);
});
afterAll(async () => {
  await app?.pool.end();
  await owner?.pool.end();
  await database?.drop();
});

function caller(role: Role, slug: string, timeZone = "America/Chicago"): Caller {
  return { actor: { subject: `person-${role}`, name: `A ${role}`, roles: [role] }, program: { slug, timeZone } as Caller["program"], roles: [role], permissions: permissionsOf([role]) };
}

async function shown(who: Caller, day?: string): Promise<Overview> {
  const found = await overview(who, day, app.db);
  if (!found.ok) throw new Error(found.problem.title);
  return found.value;
}

/** An account as it stood from a moment on. */
type Event = { at: string; account: PlainAccount };

/** The same figures, read from a plain array of what happened. */
function plainOverview(events: readonly Event[], day: string, zone: string): Pick<Overview, "accounts" | "weeks" | "inactive" | "scraEnding"> {
  const latest = new Map<string, PlainAccount>();
  for (const { at, account } of events) if (businessDate(at, zone) <= day) latest.set(account.id, account);
  const known = [...latest.values()];
  const dayOf = (at: number | undefined) => (at === undefined ? undefined : businessDate(new Date(at), zone));
  const closedAt = (account: PlainAccount) => account.closedAt ?? (account.status === "closed" ? (account.updated ?? account.readAt) : undefined);
  const tally = new Map<string, number>();
  for (const { status, capabilities } of known) for (const held of [null, ...(capabilities.length > 0 ? new Set(capabilities) : [""])]) tally.set(JSON.stringify([status, held]), (tally.get(JSON.stringify([status, held])) ?? 0) + 1);
  const inactive = known.filter(({ status }) => status === "inactive");
  const within = (at: string | undefined, { from, to }: { from: string; to: string }) => at !== undefined && at >= from && at <= to;
  const reasons = [...new Set(inactive.map(({ reason }) => reason))];
  return {
    accounts: [...tally].map(([key, accounts]) => ({ status: (JSON.parse(key) as string[])[0] ?? "", capability: (JSON.parse(key) as (string | null)[])[1] ?? null, accounts })),
    weeks: weeksUpTo(day).map((week) => {
      const closed = known.filter((account) => within(dayOf(closedAt(account)), week));
      return { ...week, opened: known.filter(({ created }) => within(dayOf(created), week)).length, withNotice: closed.filter(({ hasNotice }) => hasNotice).length, withoutNotice: closed.filter(({ hasNotice }) => !hasNotice).length };
    }),
    inactive: reasons.map((reason) => ({ reason: reason ?? null, bands: inactiveBandStarts.map((_, band) => inactive.filter((one) => one.reason === reason && inactiveBandOf(dayOf(one.inactiveSince) ?? "", day) === band).length) })),
    scraEnding: known.filter(({ scra: { start_date: start, end_date: end } }) => end !== undefined && end >= day && end <= addDays(day, 30) && (start === undefined || start <= day)).length,
  };
}

const sorted = <T>(rows: readonly T[]) => [...rows].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
const comparable = ({ accounts, weeks, inactive, scraEnding }: Pick<Overview, "accounts" | "weeks" | "inactive" | "scraEnding">) => ({ accounts: sorted(accounts), weeks, inactive: sorted(inactive), scraEnding });

const zones = ["America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe"] as const;
// Clocks in Chicago and on Lord Howe changed within these weeks.
const [firstDay, length] = ["2025-10-01", 45];
const start = Date.parse("2025-10-01T00:00:00Z");

/** Close to where one business day ends and the next begins, in one of the zones. */
const moments = fc.tuple(fc.constantFrom(...zones), fc.nat(length), fc.constantFrom(-1, 0, 1, 43_200_000)).map(([zone, days, ms]) => new Date(Date.parse(startOfDay(addDays(firstDay, days), zone)) + ms).toISOString());

/** Enters and changes accounts, and moves what is kept of it to the time at which it is to have happened. */
async function happen(program: string, at: string, work: () => Promise<void>): Promise<void> {
  const { rows: [last] } = await owner.db.execute<{ id: number }>(sql`SELECT coalesce(max(id), 0) AS id FROM directory_figure_changes`);
  await work();
  await owner.db.execute(sql`UPDATE directory_figure_changes SET at = ${at}::timestamptz WHERE id > ${last?.id ?? 0} AND program = ${program}`);
}

describe("figures of any day", () => {
  test.each(zones)("are those of a plain reading of what had happened by then, in %s", { timeout: 240_000 }, async (zone) => {
    const program = `plain-${zones.indexOf(zone)}`;
    const pool = plainAccounts(start, 400, `z${zones.indexOf(zone)}x`).map((account) => ({ ...account, scra: Object.fromEntries(Object.entries(account.scra)) }));
    const events: Event[] = [];
    const times = fc.sample(moments, { numRuns: 36, seed: 20 + zones.indexOf(zone) }).sort();
    for (const [round, at] of times.entries()) {
      const fresh = pool.slice(round * 4, round * 4 + 4);
      await happen(program, at, () => enterAccounts(app.db, program, fresh));
      events.push(...fresh.map((account) => ({ at, account })));
      const before = events[(round * 7) % events.length]?.account;
      const like = pool[(round * 13 + 5) % pool.length];
      if (before && like) {
        const known = events.findLast(({ account }) => account.id === before.id)?.account ?? before;
        const other: PlainAccount = { ...like, id: known.id, clientId: known.clientId, applicationId: known.applicationId, people: known.people };
        const changed = { ...other, inactiveSince: becameInactive(other, known) };
        await happen(program, at, () => changeAccount(app.db, program, changed));
        events.push({ at, account: changed });
      }
      // Some is added up, some still waits: it makes no difference.
      if (round % 9 === 0) await addUpFigures(app.db, { slug: program, timeZone: zone }, 11);
    }
    const who = caller("auditor", program, zone);
    const days = Array.from({ length: length + 5 }, (_, index) => addDays(firstDay, index - 1)).filter((day) => day >= businessDate(times[0] ?? "", zone));
    const changed = new Set(times.map((at) => businessDate(at, zone)));
    for (const day of days.filter((one, index) => index % 2 === 0 || changed.has(one))) expect(comparable(await shown(who, day)), day).toEqual(comparable(plainOverview(events, day, zone)));
    while ((await addUpFigures(app.db, { slug: program, timeZone: zone }, 50)) > 0);
    for (const day of days.filter((_, index) => index % 5 === 0)) expect(comparable(await shown(who, day)), day).toEqual(comparable(plainOverview(events, day, zone)));
    const begins = businessDate(times[0] ?? "", zone);
    expect(await shown(who, addDays(begins, -1))).toMatchObject({ begins, accounts: [], scraEnding: 0 });
  });
});

describe("figures of now", () => {
  test("are the counts of the lists that they lead to", { timeout: 120_000 }, async () => {
    const today = Date.parse(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
    await enterAccounts(app.db, "lists", plainAccounts(today, 1_500, "listed"));
    await addUpFigures(app.db, { slug: "lists", timeZone: "America/Chicago" }, 700);
    const who = caller("auditor", "lists");
    await countAges(app.db, { slug: "lists", timeZone: "America/Chicago" });
    const { day, accounts, weeks, inactive, scraEnding, freshness } = await shown(who);
    const figures: [DirectoryQuery | null, number][] = [
      ...accounts.map((one): [DirectoryQuery | null, number] => [statusList(one), one.accounts]),
      ...["deposit", "credit_with_underwriting", null].map((capability): [DirectoryQuery | null, number] => [capabilityList(capability), accounts.filter((one) => one.capability === capability).reduce((sum, one) => sum + one.accounts, 0)]),
      ...weeks.flatMap((week): [DirectoryQuery, number][] => [[openedList(week), week.opened], [closedList(week), week.withNotice + week.withoutNotice], [closedList(week, "yes"), week.withNotice], [closedList(week, "no"), week.withoutNotice]]),
      ...inactive.flatMap(({ reason, bands }) => [...bands.map((many, band): [DirectoryQuery | null, number] => [inactiveList(reason, band, day), many]), [inactiveList(reason, null, day), bands.reduce((a, b) => a + b, 0)] as [DirectoryQuery | null, number]]),
      [scraEndingList, scraEnding],
      ...[1, 3, 7, 30].flatMap((days): [DirectoryQuery, number][] => {
        const old = freshness?.bands.filter(({ fromSeconds }) => fromSeconds >= days * 86_400) ?? [];
        const [open, closed] = [old.reduce((sum, band) => sum + band.open, 0), old.reduce((sum, band) => sum + band.closed, 0)];
        return [[staleList(days), open + closed], [staleList(days, openStatuses(accounts)), open], [staleList(days, ["closed"]), closed]];
      }),
    ];
    expect(freshness?.bands.some(({ fromSeconds, open, closed }) => fromSeconds >= 86_400 && open > 0 && closed > 0)).toBe(true);
    expect(figures.filter(([, many]) => many > 0).length).toBeGreaterThan(40);
    for (const [query, many] of figures) {
      if (!query) continue;
      const counted = await accountCounts(who, query, app.db);
      expect([query, counted.ok && counted.value.total]).toEqual([query, { count: many, more: false }]);
    }
  });

  test("of commands are those of now and of any past day, however quick each was", async () => {
    const zone = "America/Chicago";
    const edge = Date.parse(startOfDay("2025-11-04", zone));
    const open = (askedMs: number, settledMs: number | null) =>
      app.db.insert(commands).values({
        id: crypto.randomUUID(), program: "open", name: "deactivate-account", accountId: "account_x", subjectKey: crypto.randomUUID(), input: {}, inputHash: Buffer.from("x"),
        status: settledMs === null ? "unconfirmed" : "succeeded", operator: "p", operatorName: "P", operatorRoles: [], askedAt: new Date(edge + askedMs), settledAt: settledMs === null ? null : new Date(edge + settledMs),
      });
    await open(-2, 1);
    await open(-500, -1);
    await open(-3_600_000, 7_200_000);
    await open(-3_600_000, 0);
    await open(0, 10);
    await open(-86_400_000, null);
    expect((await shown(caller("auditor", "open"), "2025-11-03")).unconfirmed.checking).toBe(4);
    expect((await shown(caller("auditor", "open"), "2025-11-04")).unconfirmed.checking).toBe(1);
    expect((await shown(caller("auditor", "open"))).unconfirmed).toEqual({ checking: 1, needsAPerson: 0 });
  });

  test.each(roles)("%s: support is refused, and requests are for those who may see them", async (role) => {
    const found = await overview(caller(role, "lists"), undefined, app.db);
    if (role === "support") return expect(found).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const approvals = { program_manager: { waiting: 0, own: true }, compliance: { waiting: 0, own: false }, auditor: { waiting: 0, own: false }, administrator: null }[role];
    expect(found).toMatchObject({ ok: true, value: { approvals } });
  });

  test("a day to come is today, and an empty program has no beginning", async () => {
    const found = await shown(caller("auditor", "nobody"), "2199-01-01");
    expect([found.day === found.today, found.begins, found.accounts, found.behind]).toEqual([true, null, [], false]);
  });
});
