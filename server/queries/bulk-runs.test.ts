import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "csv-parse/sync";
import { permissionsOf } from "@/lib/permissions";
import { BulkUnderTest } from "../bulk/bulk-under-test";
import { person } from "../commands/command-test-bed";
import type { Caller } from "./authorise";
import { bulkRowPage, bulkRowsFile } from "./bulk-rows";
import { bulkDetail, bulkWork } from "./bulk-runs";

let under: BulkUnderTest;
beforeAll(async () => {
  under = await BulkUnderTest.start();
});
afterAll(() => under.world.close());

type Who = Parameters<typeof person>[0];
function caller(who: Who): Caller {
  const actor = person(who);
  return { actor, program: under.bed.program, roles: actor.roles, permissions: permissionsOf(actor.roles) };
}
const all = { kind: undefined, after: undefined, before: undefined };
const contact = { verifiedBy: "signed-in", channel: "email", at: "2026-01-05T10:00:00Z" } as const;

describe("who sees a bulk action", () => {
  it("is who asked for it, and those who may see these; an administrator and support see their own alone", async () => {
    const runId = await under.plan(person("priya"), "deactivate-account", { reason: "dormant" }, await under.accounts(1));
    for (const who of ["priya", "carmen", "ada"] as const) expect(await bulkDetail(caller(who), runId, under.db), who).toMatchObject({ ok: true });
    for (const who of ["sam", "alex"] as const) {
      for (const asked of [bulkDetail(caller(who), runId, under.db), bulkRowPage(caller(who), runId, all, under.db), bulkRowsFile(caller(who), runId, under.db)]) {
        expect(await asked, who).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
      }
    }
    const ofSam = await under.plan(person("sam"), "activate-account", { contact }, await under.accounts(1, { status: "inactive", status_reason: "dormant" }));
    expect(await bulkDetail(caller("sam"), ofSam, under.db)).toMatchObject({ ok: true, value: { isMine: true, may: { start: true, decide: false } } });
  });

  it("is nobody in another program", async () => {
    const runId = await under.plan(person("priya"), "deactivate-account", { reason: "dormant" }, await under.accounts(1));
    const growth = under.bed.deps.programOf("growth");
    if (!growth) throw new Error("No program growth");
    expect(await bulkDetail({ ...caller("priya"), program: growth }, runId, under.db)).toMatchObject({ ok: false, problem: { title: "There is no such bulk action in this program." } });
    expect(await bulkDetail(caller("priya"), "not-an-id", under.db)).toMatchObject({ ok: false });
  });

  it("offers each what the commands would let them do", async () => {
    const runId = await under.started(await under.accounts(26));
    expect(await bulkDetail(caller("priya"), runId, under.db)).toMatchObject({ value: { status: "waiting", may: { start: false, decide: false, stop: true, resume: false, retry: false } } });
    expect(await bulkDetail(caller("chen"), runId, under.db)).toMatchObject({ value: { may: { decide: true, stop: true } } });
    expect(await bulkDetail(caller("ada"), runId, under.db)).toMatchObject({ value: { may: { decide: false, stop: false } } });
    const waiting = async (who: Who) => (await bulkWork(caller(who), under.db)) as { value: { waiting: { id: string }[] } };
    expect((await waiting("chen")).value.waiting.map(({ id }) => id)).toContain(runId);
    expect((await waiting("priya")).value.waiting.map(({ id }) => id)).not.toContain(runId);
    expect((await waiting("ada")).value.waiting).toEqual([]);
  });
});

describe("the accounts of a bulk action", () => {
  it("are paged in their order, and narrowed by what became of them", async () => {
    const ids = [...(await under.accounts(52)), await under.bed.made({ status: "inactive", status_reason: "dormant" })];
    const runId = await under.plan(person("priya"), "deactivate-account", { reason: "dormant" }, ids);
    const page = async (query: Partial<typeof all>) => {
      const answer = await bulkRowPage(caller("ada"), runId, { ...all, ...query }, under.db);
      if (!answer.ok) throw new Error(answer.problem.title);
      return answer.value;
    };
    const first = await page({});
    const second = await page({ after: first.next as never });
    expect([...first.rows, ...second.rows].map(({ accountId }) => accountId)).toEqual(ids);
    expect(second.next).toBeNull();
    expect((await page({ before: second.previous as never })).rows).toEqual(first.rows);
    expect((await page({ kind: "refused" as never })).rows.map(({ accountId, excluded }) => [accountId, excluded])).toEqual([[ids[52], true]]);
  });

  it("leave as a file that no spreadsheet runs, and that is on the trail", async () => {
    const accountId = await under.bed.made({ details: { product_name: "=SUM(A1)" } });
    const runId = await under.plan(person("priya"), "refresh-accounts", {}, [accountId]);
    const file = await bulkRowsFile(caller("priya"), runId, under.db);
    if (!file.ok) throw new Error(file.problem.title);
    expect(file.value.fileName).toMatch(/^read-again-[\da-f]{8}\.csv$/);
    let text = "";
    for await (const part of file.value.lines) text += part;
    expect(parse(text, { columns: true })).toEqual([{ account_id: accountId, product: "'=SUM(A1)", result: "Will be done", why: "", account_status_now: "Active", answered: "" }]);
    expect(await under.trail(runId)).toEqual(["plan-bulk done", "export done"]);
  });

  it("name no cause to support", async () => {
    const accountId = await under.bed.made({ status: "inactive", status_reason: "dormant" });
    const runId = await under.plan(person("sam"), "activate-account", { contact }, [accountId]);
    await under.control(person("sam"), "start-bulk", runId, "activate-account");
    await under.bed.run(person("carmen"), "place-hold", { accountId, type: "sanctions", reference: "OFAC-7" });
    await under.round({}, undefined, person("sam"));
    const rows = await bulkRowPage(caller("sam"), runId, all, under.db);
    expect(rows).toMatchObject({ value: { rows: [{ kind: "refused", why: "Restricted: transfer to compliance. Hand the customer over to compliance." }] } });
    expect(JSON.stringify(rows)).not.toMatch(/sanction|OFAC/i);
  });
});
