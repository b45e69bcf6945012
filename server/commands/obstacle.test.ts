import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { consoleActor } from "@/lib/operator";
import { evidenceOn } from "../evidence/evidence-test-bed";
import { CommandDoubts } from "./doubt-test-bed";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";
import { resumeNext } from "./resume-command";

let world: CommandWorld;
let bed: CommandTestBed;
let doubts: CommandDoubts;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  doubts = new CommandDoubts(bed);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const changed = "What this relied on changed at Lead before it was confirmed.";
const document = (id: string) => ({ type: "esign_agreement", document_id: id, consented_at: "2026-01-15T10:00:00Z" });

/** A command whose answer was lost before its effect, and what a person or the worker then sends again. */
async function lost(name: "update-account" | "remove-relationship", route: string, input: Record<string, unknown>): Promise<string> {
  const id = randomUUID();
  await bed.fault(route, "reset-before-effect", 3);
  expect(await bed.run(person("priya"), name, input, { id })).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
  await bed.control("DELETE", "/faults");
  return id;
}

/** Both ways in which it is sent again; each must come to the same. */
const ways = {
  "the worker": (id: string) => doubts.takeOver(id),
  "a person": async (id: string) => {
    await bed.age(id, 3_700);
    await resumeNext(bed.deps, bed.program, consoleActor, id);
    expect(await doubts.settle(id, "resend")).toMatchObject({ ok: true });
  },
} as const;

describe.each(Object.keys(ways) as (keyof typeof ways)[])("what a change relied on, when %s would send it again", (way) => {
  it("is not written over: a list of documents that grew elsewhere stays, and what changed is shown", async () => {
    const accountId = await bed.made({ documents: [document("document_a")] });
    const id = await lost("update-account", "PATCH /v0/accounts/:id", { accountId, changes: { documents: [document("document_a"), document("document_b")] } });
    const elsewhere = [document("document_a"), document("document_elsewhere")];
    await bed.control("PATCH", `/accounts/${accountId}`, { documents: elsewhere });
    await ways[way](id);
    const differences = [{ path: "documents", seen: [expect.objectContaining({ document_id: "document_a" })], now: [expect.anything(), expect.objectContaining({ document_id: "document_elsewhere" })] }];
    expect(await bed.row(id)).toMatchObject({ status: "needs-a-person", sends: 1, problem: { title: changed, differences } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    await bed.remember(accountId);
    expect((await bed.entry(accountId))?.body.documents).toHaveLength(2);
    expect(await doubts.settle(id, "settle-as-refused")).toMatchObject({ ok: true });
  });

  it("keeps the last holder on the account", async () => {
    const [one, two] = [bed.entity("prospectIndividual"), bed.entity("prospectUser")];
    const holders = (ids: string[]) => ({ relationships: ids.map((id) => ({ entity_id: id, relationship_type: "account_holder" })) });
    const accountId = await bed.made(holders([one, two]));
    const id = await lost("remove-relationship", "DELETE /v0/accounts/:id/entity_relationships/:entity_id", { accountId, entityId: one, relationshipType: "account_holder", reason: "Moved away", evidence: [await evidenceOn(bed, accountId)] });
    await bed.control("PATCH", `/accounts/${accountId}`, holders([one]));
    await ways[way](id);
    expect(await bed.row(id)).toMatchObject({ status: "needs-a-person", sends: 1, problem: { title: changed, differences: [{ path: "entity_relationships" }] } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });

  it("lets it go where nothing changed", async () => {
    const accountId = await bed.made();
    const id = await lost("update-account", "PATCH /v0/accounts/:id", { accountId, changes: { documents: [document("document_a")] } });
    await ways[way](id);
    expect(await bed.row(id)).toMatchObject({ status: "succeeded", sends: 2 });
  });
});

describe("the rules that a reactivation was asked under", () => {
  it.each(Object.keys(ways) as (keyof typeof ways)[])("still count when %s would send it again: a holder who is not in order stops it", async (way) => {
    const { id, accountId } = await doubts.inDoubt("activate-account", "reset-before-effect");
    await bed.control("PATCH", `/accounts/${accountId}`, { relationships: [{ entity_id: bed.entity("prospectFailingKyc"), relationship_type: "account_holder" }] });
    await ways[way](id);
    expect(await bed.row(id)).toMatchObject({ status: "needs-a-person", sends: 1, problem: { title: "A rule of ours stands in the way of sending this now." } });
    expect(await bed.effects({ account_id: accountId ?? "" })).toEqual([]);
  });
});
