import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Permission } from "@/lib/permissions";
import { commands } from "../../db/schema";
import { accountDetail } from "../../queries/account-detail";
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

const [priya, carmen, sam] = [person("priya"), person("carmen"), person("sam")];
const done = { ok: true, value: { status: "succeeded", surprises: [] } };
const contact = () => ({ verifiedBy: "one-time-code", channel: "phone", at: new Date(Date.now() - 60_000).toISOString() });

describe("activate", () => {
  const activate = (accountId: string, actor = sam, input: object = { contact: contact() }) => bed.run(actor, "activate-account", { accountId, ...input });
  const forSupport = { ok: false, problem: { kind: "forbidden", title: "Restricted: transfer to compliance" } };
  const nothingMore = ["kind", "next", "saved", "title"];

  it("is support's for a dormant account whose holder is in order", async () => {
    expect(await activate(await bed.account("dormant"))).toMatchObject(done);
  });

  it.each(["frozen", "otherInactive", "holderFailingKyc", "holderKycPending", "holderFailingOfac", "holderInformationRequested"])("hands %s to compliance, with one text for support and the cause for others", async (name) => {
    const accountId = await bed.account(name);
    const refused = await activate(accountId);
    expect(refused).toMatchObject(forSupport);
    if (!refused.ok) expect(Object.keys(refused.problem).sort()).toEqual(nothingMore);
    expect(await activate(accountId, priya)).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only compliance can reactivate frozen or restricted accounts.", detail: expect.any(String) } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    expect(await activate(accountId, carmen)).toMatchObject(done);
  });

  it("is stopped by an open hold, whoever asks, until it is released", async () => {
    const accountId = await bed.made();
    await bed.run(carmen, "deactivate-account", { accountId, reason: "frozen", hold: { type: "dispute", reference: "24-CV-1" } });
    const [hold] = await bed.holds(accountId);
    expect(await activate(accountId)).toMatchObject(forSupport);
    expect(await activate(accountId, carmen)).toMatchObject({ ok: false, problem: { kind: "not-possible-now", detail: "Dispute (24-CV-1)" } });
    expect(await bed.run(priya, "release-hold", { accountId, holdId: hold?.id, reason: "Lifted" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.run(carmen, "release-hold", { accountId, holdId: hold?.id, reason: "Lifted by the court" })).toMatchObject(done);
    expect(await bed.run(carmen, "release-hold", { accountId, holdId: hold?.id, reason: "Again" })).toMatchObject({ ok: false });
    expect(await activate(accountId, carmen, {})).toMatchObject(done);
  });

  it("gives way to a hold that is placed while it is asked for", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    const placing = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "looked") await bed.run(carmen, "place-hold", { accountId, type: "sanctions" }); } };
    const submission = { program: bed.slug, name: "activate-account" as const, commandId: randomUUID(), input: { accountId, contact: contact() }, seen: await bed.seen("activate-account", accountId) };
    expect(await runCommand(placing, { actor: sam, submission })).toMatchObject(forSupport);
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    expect(await bed.deps.db.select().from(commands).where(eq(commands.id, submission.commandId))).toEqual([]);
    expect(await bed.trail(submission.commandId)).toEqual([]);
  });

  it("is support's for `other` marked so, until the account is moved elsewhere", async () => {
    const mark = { reason: "other", note: "Address to be confirmed", supportMayLift: true };
    const accountId = await bed.made();
    const offered = async () => {
      const detail = await accountDetail({ actor: sam, program: bed.program, roles: sam.roles, permissions: new Set<Permission>(["read-accounts"]) }, accountId, bed.deps.db);
      return detail.ok ? detail.value?.actions.find(({ name }) => name === "activate-account")?.why : undefined;
    };
    await bed.run(priya, "deactivate-account", { accountId, ...mark });
    expect(await offered()).toBeNull();
    expect(await activate(accountId)).toMatchObject(done);
    await bed.run(priya, "deactivate-account", { accountId, ...mark });
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "active", status_reason: "active" });
    await bed.remember(accountId);
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "other" });
    await bed.remember(accountId);
    expect(await offered()).not.toBeNull();
    expect(await activate(accountId)).toMatchObject(forSupport);
  });

  it("asks for the contact, by a holder of the account, not in the future", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    expect(await activate(accountId, sam, {})).toMatchObject({ ok: false, problem: { fields: [{ path: "contact" }] } });
    expect(await activate(accountId, sam, { contact: { ...contact(), at: "2099-01-01T00:00:00Z" } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.at" }] } });
    expect(await activate(accountId, sam, { contact: { ...contact(), holderEntityId: bed.entity("prospectUser") } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.holderEntityId" }] } });
    expect(await activate(accountId, sam, { contact: { ...contact(), holderEntityId: bed.entity("prospectIndividual") } })).toMatchObject(done);
  });

  it("treats a reason that Lead added later as unknown", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "under_review" });
    expect(await activate(accountId)).toMatchObject(forSupport);
  });
});
