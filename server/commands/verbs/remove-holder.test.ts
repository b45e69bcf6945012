import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "../../db/schema";
import { evidenceOn } from "../../evidence/evidence-test-bed";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";
import { runCommand } from "../run-command";

let world: CommandWorld;
let bed: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const priya = person("priya");
const route = "DELETE /v0/accounts/:id/entity_relationships/:entity_id";
const holders = () => [bed.entity("prospectIndividual"), bed.entity("prospectUser")] as const;

async function jointAccount(): Promise<string> {
  return bed.made({ relationships: holders().map((entity_id) => ({ entity_id, relationship_type: "account_holder" })) });
}

const removal = (accountId: string, entityId: string, evidence?: string[]) => ({ accountId, entityId, relationshipType: "account_holder", reason: "Died", ...(evidence ? { evidence } : {}) });
const remove = (accountId: string, evidence?: string[], id?: string) => bed.run(priya, "remove-relationship", removal(accountId, holders()[1], evidence), { id });
const refusedAtEvidence = (message: RegExp) => ({ ok: false, problem: { kind: "invalid", fields: [{ path: "evidence", message: expect.stringMatching(message) }] } });

describe("the removal of a holder", () => {
  it("goes on evidence of the account or a hold on it, which stays with the command and is named in the trail", async () => {
    const accountId = await jointAccount();
    const hold = randomUUID();
    expect(await bed.run(priya, "place-hold", { accountId, type: "deceased" }, { id: hold })).toMatchObject({ ok: true });
    const onAccount = await evidenceOn(bed, accountId, { fileName: "letter.pdf" });
    const onHold = await evidenceOn(bed, accountId, { subject: { kind: "hold", id: hold } });
    const id = randomUUID();
    expect(await remove(accountId, [onHold, onAccount], id)).toMatchObject({ ok: true, value: { status: "succeeded", surprises: [] } });
    expect((await bed.row(id)).input).toMatchObject({ evidence: [onHold, onAccount], reason: "Died" });
    const entries = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, id));
    expect(entries.map(({ outcome }) => outcome)).toEqual(["asked", "done"]);
    for (const { details } of entries) {
      expect(details).toMatchObject({ reason: "Died", evidence: [{ id: onAccount, file: "letter.pdf", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, { id: onHold, file: "certificate.pdf" }] });
    }
    expect(await bed.entry(accountId)).toMatchObject({ holderCount: 1 });
  });

  it("is refused without evidence, on that of another account or a process, on an unknown piece and on a withdrawn one", async () => {
    const accountId = await jointAccount();
    expect(await remove(accountId)).toMatchObject(refusedAtEvidence(/removed on evidence/));
    expect(await remove(accountId, [])).toMatchObject(refusedAtEvidence(/removed on evidence/));
    const sound = await evidenceOn(bed, accountId);
    const elsewhere = await evidenceOn(bed, await jointAccount());
    for (const wrong of [elsewhere, randomUUID()]) expect(await remove(accountId, [sound, wrong])).toMatchObject(refusedAtEvidence(/not of this account/));
    expect(await bed.run(priya, "withdraw-evidence", { accountId, evidenceId: sound, reason: "Another person's" })).toMatchObject({ ok: true });
    expect(await remove(accountId, [sound])).toMatchObject(refusedAtEvidence(/withdrawn/));
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });

  it.each(["carmen", "sam", "ada", "alex"] as const)("is not %s's", async (key) => {
    const accountId = await jointAccount();
    const evidence = [await evidenceOn(bed, accountId)];
    expect(await bed.run(person(key), "remove-relationship", removal(accountId, holders()[1], evidence))).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });

  it("is not sent again on evidence that was withdrawn meanwhile", async () => {
    const accountId = await jointAccount();
    const [evidence, id] = [await evidenceOn(bed, accountId), randomUUID()];
    await bed.fault(route, "reset-before-effect", 3);
    expect(await remove(accountId, [evidence], id)).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    await bed.control("DELETE", "/faults");
    await bed.run(priya, "withdraw-evidence", { accountId, evidenceId: evidence, reason: "Another person's" });
    await bed.age(id, 60);
    const { resumeNext } = await import("../resume-command");
    await resumeNext(bed.deps, bed.program, priya, id);
    expect(await bed.row(id)).toMatchObject({ status: "needs-a-person", sends: 1 });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });
});

describe("the last holder", () => {
  it("stays where another was removed elsewhere since the page was read", async () => {
    const accountId = await jointAccount();
    const evidence = [await evidenceOn(bed, accountId)];
    const seen = await bed.seen("remove-relationship", accountId);
    await bed.control("PATCH", `/accounts/${accountId}`, { relationships: [{ entity_id: holders()[1], relationship_type: "account_holder" }] });
    expect(await bed.run(priya, "remove-relationship", removal(accountId, holders()[1], evidence), { seen })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    expect(await remove(accountId, evidence)).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: expect.stringContaining("at least one holder") } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });

  it("stays where two removals race and the other was done after this one had looked", async () => {
    const accountId = await jointAccount();
    const evidence = [await evidenceOn(bed, accountId)];
    const [first, second] = holders();
    const late = randomUUID();
    const seen = await bed.seen("remove-relationship", accountId);
    const onPhase = async (phase: string, id: string) => {
      if (phase !== "looked" || id !== late) return;
      expect(await bed.run(priya, "remove-relationship", removal(accountId, first, evidence))).toMatchObject({ ok: true, value: { status: "succeeded" } });
    };
    const answer = await runCommand({ ...bed.deps, onPhase }, { actor: priya, submission: { program: bed.slug, name: "remove-relationship", commandId: late, input: removal(accountId, second, evidence), seen } });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: expect.stringContaining("at least one holder") } });
    expect(await bed.effects({ account_id: accountId })).toEqual([route]);
    expect(await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, late), eq(auditEntries.outcome, "asked")))).toEqual([]);
  });

  it("stays where both are sent at the same time", async () => {
    const accountId = await jointAccount();
    const evidence = [await evidenceOn(bed, accountId)];
    const seen = await bed.seen("remove-relationship", accountId);
    await Promise.all(holders().map((entityId) => bed.run(priya, "remove-relationship", removal(accountId, entityId, evidence), { seen })));
    await bed.remember(accountId);
    expect(await bed.entry(accountId)).toMatchObject({ holderCount: 1 });
    expect(await bed.effects({ account_id: accountId })).toEqual([route]);
  });
});
