import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import type { TrailState } from "@/lib/trail-check";
import { person } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { trailState } from "../queries/trail-state";
import { appendEntry } from "./append-entry";
import { runChecks } from "./run-checks";

let world: CommandWorld;
let bed: CommandTestBed;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
  for (let index = 0; index < 5_000; index += 250) {
    await bed.deps.db.transaction(async (tx) => {
      for (let more = 0; more < 250; more += 1) await appendEntry(tx, { program: bed.slug, actor: person("priya"), action: "update-account", outcome: "done", details: { index: index + more } });
    });
  }
});
afterAll(async () => {
  await owner?.pool.end();
  await world?.close();
});

const ada = person("ada");
const going = () => new AbortController().signal;
const ask = (who = ada) => bed.run(who, "verify-trail", {}, { id: randomUUID() });
const run = (stopping = going()) => runChecks(bed.deps.db, bed.slug, stopping);

async function state(role: "auditor" | "program_manager" = "auditor"): Promise<TrailState> {
  const read = await trailState({ actor: ada, program: bed.program, roles: [role], permissions: permissionsOf([role]) }, bed.deps.db);
  if (!read.ok) throw new Error(read.problem.title);
  return read.value;
}

test("who may have it checked, one walk at a time, is kept with what was found and is on the trail", async () => {
  expect(await ask(person("priya"))).toMatchObject({ ok: false, problem: { title: "Only compliance, auditors and administrators can have the trail checked." } });
  expect(await run()).toBe(0);
  expect(await ask()).toMatchObject({ ok: true, value: { status: "succeeded" } });
  expect(await ask(person("alex"))).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
  expect(await state()).toMatchObject({ mayCheck: true, protection: "protected by role and trigger", checks: [{ status: "waiting", askedByName: "Ada Lindqvist" }] });
  expect(await run()).toBe(1);
  const { checks, mayCheck } = await state("program_manager");
  expect(mayCheck).toBe(false);
  expect(checks).toMatchObject([{ status: "done", reports: [{ chain: bed.slug, findings: [] }] }]);
  expect(checks[0]?.checked).toBe(checks[0]?.reports[0]?.entries);
  const told = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, "trail-checked"));
  expect(told).toMatchObject([{ outcome: "observed", details: { entries: checks[0]?.checked, findings: 0 } }]);
});

test("a walk whose worker has gone is begun anew by another, and one that is held is left alone", async () => {
  await ask();
  const stopped = new AbortController();
  stopped.abort();
  expect(await run(stopped.signal)).toBe(0);
  expect((await state()).checks[0]).toMatchObject({ status: "running" });
  await owner.db.execute(sql`UPDATE audit_checks SET leased_by = gen_random_uuid(), leased_until = now() + interval '1 minute' WHERE status = 'running'`);
  expect(await run()).toBe(0);
  await owner.db.execute(sql`UPDATE audit_checks SET leased_until = now() WHERE status = 'running'`);
  expect(await Promise.all([run(), run()])).toEqual(expect.arrayContaining([0, 1]));
  expect((await state()).checks[0]).toMatchObject({ status: "done" });
});

test("what is wrong is named, and the finding is on the trail", async () => {
  await owner.db.execute(sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`);
  await owner.db.execute(sql`UPDATE audit_entries SET outcome = 'refused' WHERE chain = ${bed.slug} AND seq = 4321`);
  await owner.db.execute(sql`ALTER TABLE audit_entries ENABLE TRIGGER USER`);
  await ask(person("carmen"));
  await run();
  expect((await state()).checks[0]).toMatchObject({ askedByName: "Carmen Ortiz", reports: [{ findings: [{ kind: "changed", seq: 4321, words: "Entry 4321 was changed: its columns do not say what was written." }] }] });
  const told = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, "trail-checked")).orderBy(auditEntries.seq);
  expect(told.at(-1)).toMatchObject({ details: { findings: 1 } });
});
