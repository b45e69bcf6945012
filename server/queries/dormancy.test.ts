import { parse } from "csv-parse/sync";
import { asc, eq, sql } from "drizzle-orm";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dormancyDates, dormancySteps } from "@/lib/accounts/dormancy";
import type { DormancyFilter } from "@/lib/accounts/dormancy";
import { addDays } from "@/lib/closures/due-dates";
import { businessDate } from "@/lib/format";
import { permissionsOf } from "@/lib/permissions";
import { AgreementUnderTest } from "../agreement/agreement-under-test";
import { person } from "../commands/command-test-bed";
import { auditEntries } from "../db/schema";
import { testPrograms } from "../directory/test-programs";
import type { Caller } from "./authorise";
import { dormancyPage } from "./dormancy";
import { exportDormancy } from "./dormancy-export";

const slug = "growth";
const dormancy = {
  contactAfterMonths: 10, contactAfterMonthsByState: { TX: 6 }, deactivateAfterMonths: 12, deactivateAfterMonthsByState: { TX: 24, NY: 11 }, reportAfterMonths: 36, reportAfterMonthsByState: { TX: 60, NY: 11 },
};
const today = businessDate(new Date(), "America/Chicago");

let under: AgreementUnderTest;
const accounts = Array.from({ length: 140 }, (_, index) => ({
  id: `account_silent${String(index).padStart(3, "0")}`,
  status: index % 7 === 0 ? "closed" : index % 3 === 0 ? "inactive" : "active",
  state: [null, "TX", "NY", "CA"][index % 4] ?? null,
  // Several on the same day, so that ties are broken.
  silentSince: addDays(today, -25 * Math.floor(index / 2)),
}));

beforeAll(async () => {
  under = await AgreementUnderTest.start();
  for (const { id, status } of accounts) await under.shows({ id, status: status === "closed" ? "active" : status });
  const rows = accounts.map(({ id, state, silentSince }) => `${id},${silentSince},${state ?? ""}`);
  await under.compared(["account_id,last_owner_activity,owner_state", ...rows].join("\n"), { asOf: new Date(Date.now() - 1_000).toISOString() });
  // Closed after it was silent: it leaves the list with its closing.
  for (const { id, status } of accounts) if (status === "closed") await under.shows({ id, status, status_reason: "paid_off", closed_at: "2026-01-01T10:00:00Z" });
});
afterAll(() => under.close());

function caller(who: Parameters<typeof person>[0]): Caller {
  const actor = person(who);
  const program = testPrograms("http://localhost").find((one) => one.slug === slug);
  if (!program) throw new Error(`No program ${slug}`);
  return { actor, program: { ...program, dormancy }, roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

/** The same by a plain reading of the same accounts. */
function expected({ step, state }: DormancyFilter): string[] {
  return accounts
    .filter((account) => account.status !== "closed" && (state === undefined || account.state === state))
    .filter((account) => dormancyDates(account, dormancy).some((date) => date.on <= today && (step === undefined || date.step === step)))
    .sort((a, b) => (a.silentSince === b.silentSince ? (a.id < b.id ? -1 : 1) : a.silentSince < b.silentSince ? -1 : 1))
    .map(({ id }) => id);
}

async function walked(filter: DormancyFilter): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await dormancyPage(caller("carmen"), { ...filter, after, before: undefined }, under.db);
    if (!page.ok) throw new Error(page.problem.title);
    ids.push(...page.value.accounts.map(({ accountId }) => accountId));
    if (page.value.next === null) return ids;
    after = page.value.next;
  }
}

describe("accounts without their owner", () => {
  it("are those of a plain reading, by step and state, the longest silent first, over all pages", async () => {
    for (const step of [undefined, ...dormancySteps]) for (const state of [undefined, "TX", "NY", "WA"]) expect(await walked({ step, state }), `${step} ${state}`).toEqual(expected({ step, state }));
    expect((await walked({})).length).toBeGreaterThan(60);
  });

  it("go back as they went on", async () => {
    const first = await dormancyPage(caller("carmen"), {} as never, under.db);
    const second = first.ok ? await dormancyPage(caller("carmen"), { after: first.value.next } as never, under.db) : first;
    const back = second.ok ? await dormancyPage(caller("carmen"), { before: second.value.previous } as never, under.db) : second;
    expect(back.ok && first.ok && back.value.accounts).toEqual(first.ok && first.value.accounts);
  });

  it("say what is due and what comes next", async () => {
    const page = await dormancyPage(caller("priya"), { step: "report", state: "NY" } as never, under.db);
    const [one] = page.ok ? page.value.accounts : [];
    expect(one).toMatchObject({ state: "NY", contact: null, activityOn: one?.silentSince });
    expect(one?.due.map(({ step }) => step)).toContain("report");
    expect(one?.due.every(({ on }) => on <= today)).toBe(true);
  });

  it("leave as a file with as many lines as the list, and that is on the trail", async () => {
    const pool = (under.db as typeof under.db & { $client: Pool }).$client;
    const file = await exportDormancy(caller("ada"), { filter: { step: "report" }, format: "csv" }, new AbortController().signal, { db: under.db, pool });
    if (!file.ok) throw new Error(file.problem.title);
    let text = "";
    for await (const part of file.value.lines) text += part;
    const rows = parse<Record<string, string>>(text, { columns: true, comment: "#" });
    expect(rows.map((row) => row.account_id)).toEqual(expected({ step: "report" }));
    expect(rows[0]).toMatchObject({ last_activity_on: rows[0]?.silent_since, last_contact_at: "" });
    const trail = await under.db.select().from(auditEntries).where(eq(auditEntries.action, "export")).orderBy(asc(auditEntries.seq));
    expect(trail.map(({ outcome, details }) => [outcome, details.what, details.accounts])).toEqual([["asked", "dormancy", rows.length], ["done", "dormancy", rows.length]]);
  });

  it("are for program managers, compliance and auditors", async () => {
    for (const who of ["sam", "alex"] as const) {
      expect(await dormancyPage(caller(who), {} as never, under.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
      expect(await exportDormancy(caller(who), { filter: {}, format: "csv" }, new AbortController().signal, { db: under.db, pool: (under.db as typeof under.db & { $client: Pool }).$client })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    }
    const other = testPrograms("http://localhost").find((one) => one.slug === "everyday");
    if (!other) throw new Error("No other program");
    expect(await dormancyPage({ ...caller("carmen"), program: { ...other, dormancy } }, {} as never, under.db)).toMatchObject({ ok: true, value: { accounts: [] } });
  });

  it("are found by an index, however many closed ones were silent before them", async () => {
    const { rows } = await under.db.execute<{ "QUERY PLAN": string }>(sql`EXPLAIN SELECT account_id FROM owner_dates WHERE program = ${slug} AND silent_since IS NOT NULL AND NOT is_closed AND silent_since <= ${today}::date ORDER BY silent_since, account_id LIMIT 51`);
    const { rows: closed } = await under.db.execute<{ open: number }>(sql`SELECT count(*)::int AS open FROM owner_dates o JOIN directory_entries e USING (program, account_id) WHERE o.is_closed <> (e.status = 'closed')`);
    expect(closed).toEqual([{ open: 0 }]);
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).not.toMatch(/^Sort|-> +Sort/m);
  });
});
