import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { fetchPack, mostPacks } from "../queries/fetch-pack";
import { ada, archiveOf, callerOf, drawn, Unpacked } from "./pack-test-bed";
import { lastEntries, packRow, period, startPackWorld } from "./pack-test-world";
import type { PackWorld } from "./pack-test-world";

let world: PackWorld;
let bed: ProcessTestBed;
beforeAll(async () => {
  world = await startPackWorld();
  ({ bed } = world);
}, 120_000);
afterAll(() => world.close());

describe("while it leaves", () => {
  const begun = async (packId: string, signal = new AbortController().signal) => {
    const file = await fetchPack(callerOf(bed, ada), packId, signal, { db: bed.deps.db });
    if (!file.ok) throw new Error(file.problem.title);
    return file.value.pieces;
  };

  test("a browser that goes ends it; the trail says how far it came, and it can be fetched again", async () => {
    const packId = await drawn(bed, period);
    const gone = new AbortController();
    const pieces = await begun(packId, gone.signal);
    for (let taken = 0; taken < 3; taken += 1) expect((await pieces.next()).done).toBe(false);
    expect(await fetchPack(callerOf(bed, ada), packId, new AbortController().signal, { db: bed.deps.db })).toMatchObject({ ok: false, problem: { title: "This pack is being made at this moment." } });
    gone.abort();
    await expect(async () => { while (!(await pieces.next()).done); }).rejects.toThrow("broken off");
    await expect.poll(async () => (await lastEntries(world, 1))[0]).toMatchObject({ action: "export", outcome: "observed", details: { what: "examiner-pack", pack: packId, brokenOff: "taker-gone", records: expect.any(Number) } });
    expect(await packRow(world, packId)).toMatchObject({ leasedBy: null, madeAt: null });
    expect((await archiveOf(bed, packId)).length).toBeGreaterThan(700_000);
  });

  test("few are made at once, and one whose console died is free again", async () => {
    const ids = [];
    for (let count = 0; count <= mostPacks; count += 1) ids.push(await drawn(bed, period));
    const running = [];
    for (const id of ids.slice(0, mostPacks)) running.push(await begun(id));
    const last = ids.at(-1) ?? "";
    expect(await fetchPack(callerOf(bed, ada), last, new AbortController().signal, { db: bed.deps.db })).toMatchObject({ ok: false, problem: { kind: "unavailable", title: "Too many packs are made at once." } });
    await bed.deps.db.execute(sql`UPDATE examiner_packs SET leased_until = now() - interval '1 second' WHERE id = ${ids[0]}`);
    const taken = await begun(ids[0] ?? "");
    for (const pieces of [...running, taken]) {
      await pieces.next();
      await pieces.return(undefined);
    }
    expect(await packRow(world, ids[0] ?? "")).toMatchObject({ leasedBy: null, madeAt: null });
  });

  test("no more than a piece of it is in memory, however large the evidence", async () => {
    const pieces = await begun(await drawn(bed, period));
    let most = 0;
    let all = 0;
    for await (const piece of pieces) {
      most = Math.max(most, piece.byteLength);
      all += piece.byteLength;
    }
    expect(all).toBeGreaterThan(700_000);
    expect(most).toBeLessThan(200_000);
  });

  test("damaged evidence is in it as it is, and told", async () => {
    const packId = await drawn(bed, period);
    await world.owner.db.execute(sql`ALTER TABLE evidence_chunks DISABLE TRIGGER USER`);
    await world.owner.db.execute(sql`UPDATE evidence_chunks SET content = set_byte(content, 10, 0) WHERE upload_id = ${world.kept} AND position = (SELECT min(position) FROM evidence_chunks WHERE upload_id = ${world.kept})`);
    const unpacked = await Unpacked.of(await archiveOf(bed, packId));
    expect(await unpacked.verify()).toMatchObject({ code: 1, said: expect.stringContaining(`Found when the pack was made: evidence ${world.kept} was not what was added.`) });
    expect((await lastEntries(world, 3)).map(({ action }) => action)).toContain("evidence-damaged");
    await unpacked.remove();
  });
});
